package dev.clawgateway.core.state;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.Started;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.turn.Turn;
import dev.clawgateway.core.workload.GpuGrant;
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
    private final GpuHealth health;

    Reconciliation(Tables tables, Lifecycle lifecycle, Reports reports, GpuHealth health) {
        this.health = health;
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.reports = reports;
    }

    /**
     * Compares.
     *
     * @param running what the node runs; null when it did not say, and then its updates will tell
     * @param returns on another session than before; on one that goes on a start may be on its way
     */
    void reconcile(
            Turn turn,
            Tables.NodeEntry node,
            @Nullable List<RunningAttempt> running,
            boolean returns) {
        Set<WorkloadId> confirmed = new HashSet<>();
        for (RunningAttempt attempt : running == null ? List.<RunningAttempt>of() : running) {
            WorkloadRecord workload = tables.workload(attempt.workload());
            if (workload instanceof Held held && Reports.isCurrent(node, held, attempt.attempt())) {
                confirmed.add(held.id());
                reports.apply(turn, held, attempt.state(), null, null);
            } else {
                reports.stray(turn, node, attempt);
            }
        }
        for (WorkloadId id : List.copyOf(node.held)) {
            if (tables.workload(id) instanceof Held workload) {
                boolean known = returns || workload instanceof Started;
                remind(turn, workload, known && running != null && !confirmed.contains(id));
            }
        }
        health.follow(turn, node);
    }

    /**
     * What it was to start on may be gone: then it waits for another place, and where the node may
     * have started it, first for the end of that.
     *
     * @param gone the node says that it does not run it, and knows of its start
     */
    private void start(Turn turn, Starting starting, boolean gone) {
        List<GpuGrant> missing = starting.holds().missing();
        if (missing.isEmpty()) {
            lifecycle.dispatch(turn, starting);
            return;
        }
        String why = "GPU " + missing.getFirst().index() + " of its node is missing";
        StopOrder elsewhere = StopOrder.own(StopOrder.Cause.EVICTION, true, why);
        if (gone) {
            lifecycle.stopped(turn, starting.ending(elsewhere), givenUp(turn, why));
        } else {
            lifecycle.stop(turn, starting, elsewhere);
        }
    }

    private void remind(Turn turn, Held workload, boolean gone) {
        StopOrder order = workload.stop();
        if (order != null && !gone) {
            lifecycle.remindOfStop(turn, workload, order);
            return;
        }
        switch (workload) {
            case Starting starting -> {
                if (order == null) {
                    start(turn, starting, gone);
                } else {
                    lifecycle.stopped(turn, starting, givenUp(turn, null));
                }
            }
            case Stopping stopping when order != null ->
                    lifecycle.stopped(turn, stopping, givenUp(turn, null));
            case Started started -> {
                if (gone) {
                    String why = "the node no longer runs it";
                    lifecycle.failed(turn, started, givenUp(turn, why));
                }
            }
        }
    }

    private static AttemptEnd givenUp(Turn turn, @Nullable String why) {
        return AttemptEnd.givenUp(turn.now().wall(), why);
    }
}
