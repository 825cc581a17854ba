package dev.clawgateway.control.operations;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.output.LogLines;
import dev.clawgateway.control.output.LogWish;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;

/** What workloads have printed. */
public final class OutputOperations {
    private final Desk desk;
    private final WorkloadLogs logs;

    public OutputOperations(Desk desk, WorkloadLogs logs) {
        this.desk = desk;
        this.logs = logs;
    }

    /** Lines of a workload, which need not be known; there may be none. */
    public void read(Caller caller, WorkloadId workload, LogWish wish, Reply<LogLines> reply) {
        if (desk.admits(caller, Operation.READ_OUTPUT, reply)) {
            logs.read(workload, wish, lines -> desk.later(reply, () -> new Answer.Given<>(lines)));
        }
    }
}
