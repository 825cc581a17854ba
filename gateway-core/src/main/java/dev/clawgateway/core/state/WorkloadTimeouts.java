package dev.clawgateway.core.state;

import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.due.DurationText;
import dev.clawgateway.core.state.settings.SettingsInForce;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;

/** What becomes of a workload whose time is up for something. */
final class WorkloadTimeouts {
    private final Tables tables;
    private final Lifecycle lifecycle;
    private final Ends ends;
    private final SettingsInForce settings;

    WorkloadTimeouts(Tables tables, Lifecycle lifecycle, Ends ends, SettingsInForce settings) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.ends = ends;
        this.settings = settings;
    }

    void due(Turn turn, Deadlines.Due.OfWorkload due) {
        switch (due) {
            case Deadlines.Due.StartOverdue start -> startOverdue(turn, start);
            case Deadlines.Due.StopOverdue stop -> stopOverdue(turn, stop);
            case Deadlines.Due.RunOverdue run -> runOverdue(turn, run);
            case Deadlines.Due.RetryDue retry -> lifecycle.retry(turn, retry.workload());
            case Deadlines.Due.WorkloadForgotten forgotten ->
                    lifecycle.forget(turn, forgotten.workload());
        }
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
            ends.stopped(turn, workload, end);
        } else {
            ends.failed(turn, workload, end);
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
            ends.stopped(turn, stopping, AttemptEnd.givenUp(turn.now().wall(), why));
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
