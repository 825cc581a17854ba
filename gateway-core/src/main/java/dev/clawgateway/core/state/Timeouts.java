package dev.clawgateway.core.state;

import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.due.DurationText;
import dev.clawgateway.core.state.maintenance.WindowRules;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;

/** Looks at what is due, and acts where it still applies. */
final class Timeouts {
    private final Tables tables;
    private final Lifecycle lifecycle;
    private final NodeRules nodes;
    private final Absences absences;
    private final OldWork oldWork;
    private final WindowRules windows;
    private final Deadlines deadlines;
    private final CoreSettings settings;

    /** What is due when, and how long anything may take. */
    record Clockwork(Deadlines deadlines, CoreSettings settings) {}

    Timeouts(
            Tables tables,
            Lifecycle lifecycle,
            NodeRules nodes,
            Absences absences,
            OldWork oldWork,
            WindowRules windows,
            Clockwork clockwork) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.nodes = nodes;
        this.absences = absences;
        this.oldWork = oldWork;
        this.windows = windows;
        this.deadlines = clockwork.deadlines();
        this.settings = clockwork.settings();
    }

    Applied<Outcome.Changed> check(Turn turn) {
        Deadlines.Due due = deadlines.poll(turn.now().nanos());
        while (due != null) {
            switch (due) {
                case Deadlines.Due.NodeLost lost -> absences.lost(turn, lost);
                case Deadlines.Due.NodeMissing missing -> absences.missing(turn, missing);
                case Deadlines.Due.PatienceOver _ -> absences.patienceOver(turn);
                case Deadlines.Due.MaintenanceDue _ -> windows.catchUp(turn);
                case Deadlines.Due.NodeForgotten forgotten -> nodes.forget(turn, forgotten);
                case Deadlines.Due.DrainDue drain -> tables.drainDue(drain.node());
                case Deadlines.Due.AvoidanceOver over -> oldWork.avoidanceOver(turn, over.node());
                case Deadlines.Due.StartOverdue start -> startOverdue(turn, start);
                case Deadlines.Due.StopOverdue stop -> stopOverdue(turn, stop);
                case Deadlines.Due.RunOverdue run -> runOverdue(turn, run);
                case Deadlines.Due.RetryDue retry -> lifecycle.retry(turn, retry.workload());
                case Deadlines.Due.WorkloadForgotten forgotten ->
                        lifecycle.forget(turn, forgotten.workload());
            }
            due = deadlines.poll(turn.now().nanos());
        }
        return turn.done();
    }

    /**
     * This process stood still. Who was away, or silent, could not be heard meanwhile, so it gets a
     * whole timeout from now on; what nodes were to do got no hearing, so it gets the time that was
     * missed. A time limit stays: the work has run on.
     */
    Applied<Outcome.Changed> ownPause(Turn turn, Duration pause) {
        long now = turn.now().nanos();
        deadlines.move(
                due -> due instanceof Deadlines.Due.NodeLost,
                nanos -> Math.max(nanos, now + settings.nodeTimeout().toNanos()));
        tables.nodes().forEach(node -> node.excuse(now));
        deadlines.move(
                due -> due instanceof Deadlines.Due.NodeMissing,
                nanos -> Math.max(nanos, now + settings.missingAfter().toNanos()));
        deadlines.move(
                due ->
                        due instanceof Deadlines.Due.StartOverdue
                                || due instanceof Deadlines.Due.StopOverdue,
                nanos -> nanos + pause.toNanos());
        return turn.done();
    }

    private void startOverdue(Turn turn, Deadlines.Due.StartOverdue due) {
        if (!(tables.workload(due.workload()) instanceof Starting workload)) {
            return;
        }
        // The stop goes out before the devices can be given away, and frames to one node keep
        // their order.
        lifecycle.sendStop(turn, workload, Duration.ZERO, "did not start in time");
        String why =
                "not running "
                        + settings.startTimeout().toSeconds()
                        + " s after it was sent to its node";
        AttemptEnd end = AttemptEnd.givenUp(turn.now().wall(), why);
        tables.unconfirmed(workload);
        if (workload.stopRequested()) {
            lifecycle.stopped(turn, workload, end);
        } else {
            lifecycle.failed(turn, workload, end);
        }
    }

    /**
     * Devices are freed only by the node's word or its loss, so an unheeded stop is repeated,
     * without grace; only what was adopted without a word on its devices has had its time then.
     */
    private void stopOverdue(Turn turn, Deadlines.Due.StopOverdue due) {
        if (!(tables.workload(due.workload()) instanceof Held workload)
                || !workload.stopRequested()) {
            return;
        }
        lifecycle.sendStop(turn, workload, Duration.ZERO, "did not stop in time");
        if (workload.current().devicesUnknown() && workload instanceof Stopping stopping) {
            // A report is all that is known of it: its node may have forgotten it, or never had it.
            String why = "its node did not say that it has stopped";
            lifecycle.stopped(turn, stopping, AttemptEnd.givenUp(turn.now().wall(), why));
        }
    }

    private void runOverdue(Turn turn, Deadlines.Due.RunOverdue due) {
        if (!(tables.workload(due.workload()) instanceof Held workload)) {
            return;
        }
        Duration limit = workload.spec().scheduling().queue().timeLimit();
        if (limit != null && !workload.stopRequested()) {
            lifecycle.stop(
                    turn,
                    workload,
                    StopOrder.own(
                            StopOrder.Cause.TIME_LIMIT,
                            false,
                            "time limit of " + DurationText.of(limit) + " reached"));
        }
    }
}
