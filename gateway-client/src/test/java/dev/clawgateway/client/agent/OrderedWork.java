package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.client.ScriptedGateway;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a scripted gateway has an agent run, and waits to hear of it. */
final class OrderedWork {
    static final WorkloadId WORKLOAD = new WorkloadId(new UUID(8, 9));

    private OrderedWork() {}

    static NodeCommand.StartWorkload start(int attempt, String script, int gpu) {
        return new NodeCommand.StartWorkload(
                WORKLOAD, spec(script), List.of(gpu), attempt, List.of());
    }

    static NodeCommand.StartWorkload startOther(int number, String script) {
        WorkloadSpec spec =
                new WorkloadSpec("process", List.of("sh", "-c", script), Map.of(), 0, 0, 0);
        return new NodeCommand.StartWorkload(
                new WorkloadId(new UUID(8, number)), spec, List.of(), 1, List.of());
    }

    static WorkloadSpec spec(String script) {
        return new WorkloadSpec("process", List.of("sh", "-c", script), Map.of(), 1, 0, 0);
    }

    static WorkloadState nextState(ScriptedGateway.Session session) throws Exception {
        return session.next(NodeMessage.WorkloadUpdate.class).state();
    }

    static void awaitState(ScriptedGateway.Session session, WorkloadState state) throws Exception {
        NodeMessage.WorkloadUpdate update = session.next(NodeMessage.WorkloadUpdate.class);
        while (update.state() != state) {
            assertThat(update.state().isFinal()).as("%s", update).isFalse();
            update = session.next(NodeMessage.WorkloadUpdate.class);
        }
    }

    static NodeMessage.WorkloadUpdate awaitFinal(ScriptedGateway.Session session) throws Exception {
        NodeMessage.WorkloadUpdate update = session.next(NodeMessage.WorkloadUpdate.class);
        while (!update.state().isFinal()) {
            update = session.next(NodeMessage.WorkloadUpdate.class);
        }
        return update;
    }
}
