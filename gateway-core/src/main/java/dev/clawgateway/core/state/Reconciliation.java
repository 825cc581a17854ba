package dev.clawgateway.core.state;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
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
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings a registering node and the gateway's belief about it together: starts that were never
 * confirmed are sent again, what is not current is stopped, what is gone has failed. Doing it twice
 * is harmless (invariants I3 and I5).
 */
final class Reconciliation {
    private final Tables tables;
    private final Lifecycle lifecycle;
    private final Ends ends;
    private final Reports reports;
    private final GpuHealth health;
    private final WorkAdoption adoption;
    private final HeldApart apart;

    Reconciliation(
            Tables tables,
            Lifecycle lifecycle,
            Ends ends,
            Reports reports,
            GpuHealth health,
            WorkAdoption adoption,
            HeldApart apart) {
        this.health = health;
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.ends = ends;
        this.reports = reports;
        this.adoption = adoption;
        this.apart = apart;
    }

    /**
     * Compares.
     *
     * @param said with what the node runs; where it did not say, its updates will tell
     * @param returns on another session than before; on one that goes on a start may be on its way
     * @param rebooted its machine was started anew since it was last here: nothing runs there that
     *     ran before
     */
    void reconcile(
            Turn turn,
            NodeEntry node,
            Command.RegisterNode said,
            boolean returns,
            boolean rebooted) {
        List<RunningAttempt> running = said.running();
        adoption.beginAnew(turn, node, said.fleet());
        Set<WorkloadId> confirmed = new HashSet<>();
        List<RunningAttempt> unknown = new ArrayList<>();
        for (RunningAttempt attempt : running == null ? List.<RunningAttempt>of() : running) {
            WorkloadRecord workload = tables.workload(attempt.workload());
            if (workload instanceof Held held && Reports.isCurrent(node, held, attempt.attempt())) {
                confirmed.add(held.id());
                reports.apply(turn, held, attempt.state(), attempt.exitCode(), null);
                if (attempt.state() == WorkloadState.RUNNING) {
                    adoption.confirmed(turn, held.id());
                }
            } else if (!adoption.stops() && adoption.foreign(node, attempt)) {
                unknown.add(attempt);
            } else {
                reports.stray(turn, node, attempt);
            }
        }
        Set<Integer> used = new TreeSet<>();
        unknown.stream()
                .map(RunningAttempt::devices)
                .filter(Objects::nonNull)
                .forEach(devices -> devices.forEach(grant -> used.add(grant.index())));
        for (WorkloadId id : List.copyOf(node.held)) {
            if (tables.workload(id) instanceof Held workload && !comes(id, unknown)) {
                boolean known = returns || workload instanceof Started;
                boolean gone = known && (running != null || rebooted) && !confirmed.contains(id);
                remind(turn, workload, new Finding(gone, rebooted, used));
            }
        }
        takeIn(turn, node, unknown);
        apart.settled(turn, node);
    }

    /**
     * A later attempt of it is to be taken over: of the one that is known nothing is to be said.
     */
    private static boolean comes(WorkloadId id, List<RunningAttempt> unknown) {
        return unknown.stream().anyMatch(attempt -> attempt.workload().equals(id));
    }

    /** Of one workload the last attempt; what else there is of it is not current. */
    private void takeIn(Turn turn, NodeEntry node, List<RunningAttempt> unknown) {
        unknown.sort(Comparator.comparingInt(RunningAttempt::attempt).reversed());
        for (RunningAttempt attempt : unknown) {
            if (adoption.foreign(node, attempt)) {
                adoption.takeIn(turn, node, attempt);
            } else {
                reports.stray(turn, node, attempt);
            }
        }
        health.follow(turn, node);
    }

    /**
     * What a registration says of work that is held there.
     *
     * @param gone it is not running
     * @param rebooted because its machine was started anew
     * @param used indexes of GPUs that other work uses, which is not known here
     */
    private record Finding(boolean gone, boolean rebooted, Set<Integer> used) {}

    /**
     * What it was to start on may be gone: then it waits for another place, and where the node may
     * have started it, first for the end of that. The same where other work uses it, which is not
     * known here and is not to be disturbed.
     */
    private void start(Turn turn, Starting starting, Finding finding) {
        String why = obstacle(starting, finding.used());
        if (why == null) {
            lifecycle.dispatch(turn, starting);
            return;
        }
        StopOrder elsewhere = StopOrder.own(StopOrder.Cause.EVICTION, true, why);
        if (finding.gone()) {
            ends.stopped(turn, starting.ending(elsewhere), givenUp(turn, why));
        } else {
            lifecycle.stop(turn, starting, elsewhere);
        }
    }

    private static @Nullable String obstacle(Starting starting, Set<Integer> used) {
        for (GpuGrant grant : starting.holds().gpus()) {
            if (grant.missing()) {
                return "GPU " + grant.index() + " of its node is missing";
            } else if (used.contains(grant.index())) {
                return "GPU " + grant.index() + " of its node is used by work that was not known";
            }
        }
        return null;
    }

    private void remind(Turn turn, Held workload, Finding finding) {
        boolean gone = finding.gone();
        StopOrder order = workload.stop();
        if (order != null && !gone) {
            lifecycle.remindOfStop(turn, workload, order);
            return;
        }
        switch (workload) {
            case Starting starting -> {
                if (order == null) {
                    start(turn, starting, finding);
                } else {
                    ends.stopped(turn, starting, givenUp(turn, null));
                }
            }
            case Stopping stopping when order != null ->
                    ends.stopped(turn, stopping, givenUp(turn, null));
            case Started started -> {
                if (gone) {
                    String why =
                            finding.rebooted() ? "node restarted" : "the node no longer runs it";
                    ends.failed(turn, started, givenUp(turn, why));
                }
            }
        }
    }

    private static AttemptEnd givenUp(Turn turn, @Nullable String why) {
        return AttemptEnd.givenUp(turn.now().wall(), why);
    }
}
