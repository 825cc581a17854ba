package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.dialect.openclaw.method.MethodCall;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What existing clients ask though there is none of it here, and would not go on without being
 * answered.
 */
public final class NeutralMethods {
    /** What nodes of newer releases tell, some of them until they are heard. */
    private static final List<String> TOLD_BY_NODES =
            List.of(
                    "node.invoke.progress",
                    "node.pending.pull",
                    "node.pending.ack",
                    "node.pending.drain",
                    "node.pluginTools.update",
                    "node.skills.update",
                    "node.runnerInventory.update",
                    "node.pluginSurface.refresh");

    private NeutralMethods() {}

    public static List<MethodEntry> entries() {
        List<MethodEntry> entries = new ArrayList<>();
        entries.add(MethodEntry.operator("cron.list", Scopes.READ, NeutralMethods::noJobs));
        entries.add(MethodEntry.operator("cron.status", Scopes.READ, NeutralMethods::noCron));
        entries.add(MethodEntry.node("skills.bins", NeutralMethods::noBins));
        for (String name : TOLD_BY_NODES) {
            entries.add(MethodEntry.node(name, MethodCall::ok));
        }
        return List.copyOf(entries);
    }

    private static ObjectNode object() {
        return JsonTree.MAPPER.createObjectNode();
    }

    private static void noJobs(MethodCall call) {
        ObjectNode json = object();
        json.putArray("jobs");
        call.answer(json);
    }

    private static void noCron(MethodCall call) {
        call.answer(object().put("enabled", false).put("storePath", "").put("jobs", 0));
    }

    private static void noBins(MethodCall call) {
        ObjectNode json = object();
        json.putArray("bins");
        call.answer(json);
    }
}
