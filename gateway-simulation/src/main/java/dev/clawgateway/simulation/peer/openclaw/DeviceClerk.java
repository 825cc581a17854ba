package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an operator decides about devices, over a connection of his. */
final class DeviceClerk {
    private final String operator;
    private final PeerWorld world;
    private int unanswered;

    DeviceClerk(String operator, PeerWorld world) {
        this.operator = operator;
        this.world = world;
    }

    /** Approves all that wait. */
    void approveAll(FleetLine line) {
        unanswered++;
        var _ =
                line.ask(
                        "device.pair.list",
                        PeerFrames.object(),
                        list -> {
                            unanswered--;
                            approve(line, list);
                        });
    }

    private void approve(FleetLine line, @Nullable JsonNode list) {
        if (list == null) {
            return;
        }
        for (JsonNode waiting : list.path("payload").path("pending")) {
            String device = waiting.path("deviceId").asString("");
            String request = waiting.path("requestId").asString("");
            ObjectNode params = PeerFrames.object().put("requestId", request);
            world.tell(new OpenClawFact.Approving(operator, line.link(), device));
            unanswered++;
            var _ = line.ask("device.pair.approve", params, _ -> unanswered--);
        }
    }

    /** Has one not come in any more. */
    void remove(FleetLine line, String device) {
        unanswered++;
        var _ =
                line.ask(
                        "device.pair.remove",
                        PeerFrames.object().put("deviceId", device),
                        answer -> {
                            unanswered--;
                            if (answer != null && answer.path("ok").asBoolean(false)) {
                                String id = answer.path("id").asString("");
                                world.tell(
                                        new OpenClawFact.Removed(
                                                operator, line.link(), id, device));
                            }
                        });
    }

    /** Whether he has all answers. */
    boolean quiet() {
        return unanswered == 0;
    }
}
