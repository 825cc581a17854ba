package dev.clawgateway.core.state;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.turn.Turn;
import java.util.Locale;

/** Workloads that somebody wants stopped for good. */
final class StopRequests {
    private final Tables tables;
    private final Lifecycle lifecycle;
    private final Ends ends;

    StopRequests(Tables tables, Lifecycle lifecycle, Ends ends) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.ends = ends;
    }

    Applied<Outcome.Changed> stop(Turn turn, Command.StopWorkload command) {
        WorkloadRecord workload = tables.workload(command.id());
        if (workload == null) {
            return turn.refused(
                    ErrorCode.WORKLOAD_NOT_FOUND, "no workload with id " + command.id());
        }
        switch (workload) {
            case Ended ended -> {
                return turn.refused(
                        ErrorCode.INVALID_REQUEST,
                        "workload "
                                + command.id()
                                + " is already "
                                + ended.state().name().toLowerCase(Locale.ROOT));
            }
            case Pending waiting -> {
                tellStop(turn, waiting, command.force());
                ends.stopped(turn, waiting, StopOrder.requested(turn.caller(), command.force()));
            }
            case Held held -> stop(turn, held, command.force());
        }
        return turn.done();
    }

    /** A stop for good takes the place of one for another attempt; force is never taken back. */
    private void stop(Turn turn, Held workload, boolean force) {
        StopOrder before = workload.stop();
        if (before == null || before.again()) {
            boolean forced = force || (before != null && before.forced());
            tellStop(turn, workload, forced);
            lifecycle.stop(turn, workload, StopOrder.requested(turn.caller(), forced));
        } else if (force) {
            if (!before.forced()) {
                tellStop(turn, workload, true);
            }
            lifecycle.stop(turn, workload, before.withForce(turn.caller()));
        }
    }

    private static void tellStop(Turn turn, WorkloadRecord workload, boolean forced) {
        turn.event(Event.Kind.WORKLOAD_STOP_REQUESTED, workload, forced ? "by force" : null);
    }
}
