package dev.clawgateway.server.store.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives records of older formats the members they lack today. */
final class OlderForms {
    private OlderForms() {}

    /** In format 1 operators could neither cordon nodes nor taint them. */
    static void nodeOfFormat1(JsonNode node) {
        if (node.path("overrides") instanceof ObjectNode overrides) {
            overrides.putArray("taints");
            overrides.putArray("removed_taints");
            overrides.putNull("cordon");
        }
    }
}
