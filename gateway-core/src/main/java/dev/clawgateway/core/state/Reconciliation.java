package dev.clawgateway.core.state;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a registering node and the gateway's belief about it together: starts that were never
 * confirmed are sent again, what is not current is stopped, what is gone has failed. Doing it twice
 * is harmless (invariants I3 and I5).
 */
final class Reconciliation {
    private final Tables tables;
    private final Lifecycle lifecycle;
    private final Reports reports;

    Reconciliation(Tables tables, Lifecycle lifecycle, Reports reports) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.reports = reports;
    }

    /**
     * Compares.
     *
     * @param running what the node runs; null when it did not say, and then its updates will tell
     */
    void reconcile(Turn turn, Tables.NodeEntry node, @Nullable List<RunningAttempt> running) {
        Set<WorkloadId> confirmed = new HashSet<>();
        for (RunningAttempt attempt : running == null ? List.<RunningAttempt>of() : running) {
            WorkloadRecord workload = tables.workload(attempt.workload());
            if (workload != null && Reports.isCurrent(node, workload, attempt.attempt())) {
                confirmed.add(workload.id());
                reports.apply(turn, workload, attempt.state(), null, null);
            } else {
                reports.stray(turn, node, attempt);
            }
        }
        for (WorkloadId id : List.copyOf(node.held)) {
            WorkloadRecord workload = tables.workload(id);
            if (workload != null) {
                remind(turn, workload, running != null && !confirmed.contains(id));
            }
        }
    }

    /** What it was to start on may be gone: then it waits for another place. */
    private void start(Turn turn, WorkloadRecord starting) {
        Allocation allocation = starting.allocation();
        if (allocation == null || allocation.missing().isEmpty()) {
            lifecycle.dispatch(turn, starting);
            return;
        }
        String why = "GPU " + allocation.missing().getFirst().index() + " of its node is missing";
        StopOrder elsewhere = StopOrder.own(StopOrder.Cause.EVICTION, true, why);
        lifecycle.end(
                turn, starting.ending(elsewhere), AttemptEnd.givenUp(WorkloadState.STOPPED, why));
    }

    private void remind(Turn turn, WorkloadRecord workload, boolean gone) {
        if (workload.stopRequested()) {
            if (gone) {
                lifecycle.end(turn, workload, AttemptEnd.givenUp(WorkloadState.STOPPED, null));
            } else {
                lifecycle.remindOfStop(turn, workload);
            }
        } else if (workload.state() == WorkloadState.STARTING) {
            start(turn, workload);
        } else if (gone) {
            lifecycle.end(
                    turn,
                    workload,
                    AttemptEnd.givenUp(WorkloadState.FAILED, "the node no longer runs it"));
        }
    }
}
