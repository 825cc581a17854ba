package dev.clawgateway.client.agent;

import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.AttemptListener;
import dev.clawgateway.client.runner.Ending;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what became of attempts into the words of the protocol. Confined to the agent's thread. */
final class AttemptReporter implements AttemptListener {
    private final Uplink uplink;
    private final AgentListener listener;
    private final Time time;

    AttemptReporter(Uplink uplink, AgentListener listener, Time time) {
        this.uplink = uplink;
        this.listener = listener;
        this.time = time;
    }

    @Override
    public void running(AttemptId id) {
        tell(id, WorkloadState.RUNNING, null, null);
        listener.started(id.workload(), id.attempt());
    }

    @Override
    public void output(AttemptId id, boolean stderr, List<String> lines) {
        uplink.logs(new NodeMessage.WorkloadLogs(id.workload(), lines, stderr, id.attempt()));
    }

    @Override
    public void ended(AttemptId id, Ending ending) {
        tell(id, ending);
        listener.ended(id.workload(), id.attempt(), ending.state(), ending.message());
    }

    void tell(AttemptId id, Ending ending) {
        tell(id, ending.state(), ending.message(), ending.exitCode());
    }

    void tell(
            AttemptId id,
            WorkloadState state,
            @Nullable String message,
            @Nullable Integer exitCode) {
        uplink.update(
                new NodeMessage.WorkloadUpdate(
                        id.workload(), state, message, time.now(), id.attempt(), exitCode));
    }

    /** A stop came for something that was never here, from a gateway that counts no attempts. */
    void tellUnknown(WorkloadId workload) {
        uplink.update(
                new NodeMessage.WorkloadUpdate(
                        workload,
                        WorkloadState.STOPPED,
                        "not running on this node",
                        time.now(),
                        null,
                        null));
    }
}
