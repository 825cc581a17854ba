package dev.clawgateway.core.state;

import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.state.due.ChangedTimeout;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.maintenance.WindowRules;
import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.util.function.Function;

/** Looks at what is due, and acts where it still applies. */
final class Timeouts {
    private final Tables tables;
    private final WorkloadTimeouts workloads;
    private final NodeRules nodes;
    private final Absences absences;
    private final OldWork oldWork;
    private final WindowRules windows;
    private final Deadlines deadlines;
    private final SettingsInForce settings;

    /** What is due when, and how long anything may take. */
    record Clockwork(Deadlines deadlines, SettingsInForce settings) {}

    Timeouts(
            Tables tables,
            WorkloadTimeouts workloads,
            NodeRules nodes,
            Absences absences,
            OldWork oldWork,
            WindowRules windows,
            Clockwork clockwork) {
        this.tables = tables;
        this.workloads = workloads;
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
                case Deadlines.Due.OfWorkload late -> workloads.due(turn, late);
            }
            due = deadlines.poll(turn.now().nanos());
        }
        return turn.done();
    }

    /**
     * Settings are other ones than before. Who is away or silent gets a whole new timeout from now
     * on, be it shorter or longer than the one before: that alone gives nobody up.
     */
    void settingsChanged(CoreSettings before, Turn turn) {
        long now = turn.now().nanos();
        if (!before.nodeTimeout().equals(settings.nodeTimeout())) {
            tables.nodes().forEach(node -> node.excuse(now, settings.nodeTimeout()));
            deadlines.move(
                    due -> due instanceof Deadlines.Due.NodeLost,
                    _ -> now + settings.nodeTimeout().toNanos());
            deadlines.move(
                    due -> due instanceof Deadlines.Due.NodeMissing,
                    _ -> now + settings.missingAfter().toNanos());
        }
        move(Deadlines.Due.NodeForgotten.class, before, CoreSettings::forgetNodeAfter, now);
        move(Deadlines.Due.StartOverdue.class, before, CoreSettings::startTimeout, now);
        move(Deadlines.Due.StopOverdue.class, before, CoreSettings::stopTimeout, now);
        move(Deadlines.Due.WorkloadForgotten.class, before, CoreSettings::keepFinished, now);
        if (!before.stopGrace().equals(settings.stopGrace())) {
            windows.graceChanged(turn);
        }
    }

    private void move(
            Class<? extends Deadlines.Due> which,
            CoreSettings before,
            Function<CoreSettings, Duration> timeout,
            long nowNanos) {
        Duration was = timeout.apply(before);
        Duration is = timeout.apply(settings.all());
        if (!was.equals(is)) {
            deadlines.move(which::isInstance, ChangedTimeout.of(was, is, nowNanos));
        }
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
}
