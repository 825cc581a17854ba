package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.events.EventFeed;
import dev.clawgateway.control.follow.Awaited;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.control.watch.ChangeFeed;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.time.Timers;

/** Everything that can be followed as it happens. */
public record Followables(
        EventOperations events,
        WatchOperations watches,
        OutputFollowingOperations output,
        WaitOperations waiting) {
    /**
     * Where it is followed.
     *
     * @param logs what workloads print
     * @param telemetry what nodes measure
     */
    public record Feeds(
            EventFeed events, ChangeFeed changes, WorkloadLogs logs, Telemetry telemetry) {}

    /** All of it. */
    public static Followables create(Desk desk, ClusterView view, Feeds feeds, Timers timers) {
        Awaited<WorkloadId> workloads = feeds.changes().workloads();
        return new Followables(
                new EventOperations(desk, view, feeds.events()),
                new WatchOperations(desk, view, feeds.changes(), feeds.telemetry()),
                new OutputFollowingOperations(desk, view, feeds.logs(), workloads),
                new WaitOperations(desk, view, workloads, timers));
    }
}
