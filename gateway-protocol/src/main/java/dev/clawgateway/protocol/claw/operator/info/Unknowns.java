package dev.clawgateway.protocol.claw.operator.info;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Members of nodes whose number on the wire is 0 because it has to be one and none is known. */
public final class Unknowns {
    private Unknowns() {}

    public static void erase(JsonNode reply) {
        reply.path("nodes").forEach(Unknowns::eraseIn);
        eraseIn(reply.path("node"));
    }

    private static void eraseIn(JsonNode node) {
        if (node.path("gpu_count").asLong(0) > 0) {
            erase(node, "total_vram_mib");
        }
        node.path("capabilities").path("gpus").forEach(gpu -> erase(gpu, "memory_mib"));
    }

    private static void erase(JsonNode of, String member) {
        if (of instanceof ObjectNode object && object.path(member).asLong(-1) == 0) {
            object.putNull(member);
        }
    }
}
