package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.follow.Awaited;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.DoorTargets;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;

/** What workloads print, as it is printed. */
public final class OutputFollowingOperations {
    private final Desk desk;
    private final FollowedOutput.Sources sources;

    /**
     * Over what is kept.
     *
     * @param changes of workloads, told once they are published
     */
    public OutputFollowingOperations(
            Desk desk, ClusterView view, WorkloadLogs logs, Awaited<WorkloadId> changes) {
        this.desk = desk;
        this.sources = new FollowedOutput.Sources(logs, changes, view);
    }

    /**
     * Follows what a workload prints. One that nobody knows, or that is forgotten, may have output
     * all the same, to which nothing is added.
     *
     * @param wake called when there is more after all was read; hands over and returns
     */
    public void follow(
            Caller caller,
            WorkloadId workload,
            OutputWish wish,
            Runnable wake,
            Reply<FollowedOutput> reply) {
        Target target = DoorTargets.of(workload, sources.view());
        desk.ask(
                caller,
                Operation.READ_OUTPUT,
                target,
                reply,
                () -> new Answer.Given<>(new FollowedOutput(workload, wish, sources, wake)));
    }
}
