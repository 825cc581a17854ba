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
import dev.clawgateway.core.life.WorkloadChoice;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.turn.Turn;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Workloads that somebody wants stopped for good. */
final class StopRequests {
    private final Tables tables;
    private final Lifecycle lifecycle;
    private final Ends ends;
    private final HeldApart apart;

    StopRequests(Tables tables, Lifecycle lifecycle, Ends ends, HeldApart apart) {
        this.apart = apart;
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.ends = ends;
    }

    Applied<Outcome.Changed> stop(Turn turn, Command.StopWorkload command) {
        WorkloadRecord workload = tables.workload(command.id());
        if (workload == null || workload instanceof Ended) {
            Applied<Outcome.Changed> stopped = apart.stop(turn, command.id(), command.force());
            if (stopped != null) {
                return stopped;
            }
        }
        if (workload == null) {
            return turn.refused(
                    ErrorCode.WORKLOAD_NOT_FOUND, "no workload with id " + command.id());
        }
        if (workload instanceof Ended ended) {
            return turn.refused(
                    ErrorCode.CONFLICT,
                    "workload "
                            + ended.id()
                            + " is already "
                            + ended.state().name().toLowerCase(Locale.ROOT));
        }
        end(turn, workload, command.force());
        return turn.done();
    }

    /** One of several, perhaps: what comes of them all is collected once. */
    void end(Turn turn, WorkloadRecord workload, boolean force) {
        switch (workload) {
            case Ended _ -> {}
            case Pending waiting -> {
                order(turn, waiting, force);
                ends.stopped(turn, waiting, StopOrder.requested(turn.caller(), force));
            }
            case Held held -> stop(turn, held, force);
        }
    }

    /** The oldest first. One may end with another that is stopped before it. */
    Applied<Outcome.StopsOrdered> stopAll(Turn turn, Command.StopWorkloads command) {
        if (command.choice().equals(WorkloadChoice.ALL)) {
            return turn.refused(
                    ErrorCode.INVALID_REQUEST, "selector: must say which workloads are meant");
        }
        List<WorkloadRecord> chosen = chosen(turn, command);
        Integer expected = command.expected();
        if (expected != null && expected != chosen.size()) {
            return turn.refused(
                    ErrorCode.CONFLICT,
                    "the selector holds for "
                            + chosen.size()
                            + " workloads by now, and "
                            + expected
                            + " were expected; none was stopped");
        } else if (chosen.size() > Command.StopWorkloads.MOST) {
            return turn.refused(
                    ErrorCode.CONFLICT,
                    "the selector holds for "
                            + chosen.size()
                            + " workloads, and at most "
                            + Command.StopWorkloads.MOST
                            + " are stopped at once; none was stopped");
        }
        for (WorkloadRecord workload : chosen) {
            WorkloadRecord now = tables.workload(workload.id());
            if (now != null) {
                end(turn, now, command.force());
            }
        }
        return turn.granted(new Outcome.StopsOrdered(chosen.size()));
    }

    private List<WorkloadRecord> chosen(Turn turn, Command.StopWorkloads command) {
        Instant now = turn.now().wall();
        return tables.workloads().stream()
                .filter(workload -> !(workload instanceof Ended))
                .filter(command.reach()::covers)
                .filter(workload -> command.choice().holds(workload, now))
                .sorted(
                        Comparator.comparing(WorkloadRecord::createdAt)
                                .thenComparing(WorkloadRecord::id))
                .toList();
    }

    /** A stop for good takes the place of one for another attempt; force is never taken back. */
    private void stop(Turn turn, Held workload, boolean force) {
        StopOrder before = workload.stop();
        if (before == null || before.again()) {
            boolean forced = force || (before != null && before.forced());
            order(turn, workload, forced);
            lifecycle.stop(turn, workload, StopOrder.requested(turn.caller(), forced));
        } else if (force) {
            if (!before.forced()) {
                order(turn, workload, true);
            }
            lifecycle.stop(turn, workload, before.withForce(turn.caller()));
        }
    }

    /** Also what nodes run of it and is held apart. */
    private void order(Turn turn, WorkloadRecord workload, boolean forced) {
        turn.event(Event.Kind.WORKLOAD_STOP_REQUESTED, workload, forced ? "by force" : null);
        apart.stop(turn, workload.id(), forced);
    }
}
