package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.output.LogLines;
import dev.clawgateway.control.output.LogWish;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;

/** What workloads have printed. */
public final class OutputOperations {
    private final Desk desk;
    private final ClusterView view;
    private final WorkloadLogs logs;

    /** Over a view, which says whose workloads are. */
    public OutputOperations(Desk desk, ClusterView view, WorkloadLogs logs) {
        this.desk = desk;
        this.view = view;
        this.logs = logs;
    }

    /** Lines of a workload, which need not be known; there may be none. */
    public void read(Caller caller, WorkloadId workload, LogWish wish, Reply<LogLines> reply) {
        Runnable none = () -> reply.answer(new Answer.Given<>(LogLines.EMPTY));
        if (desk.admits(
                caller, Operation.READ_OUTPUT, DoorTargets.of(workload, view), reply, none)) {
            logs.read(workload, wish, lines -> desk.later(reply, () -> new Answer.Given<>(lines)));
        }
    }
}
