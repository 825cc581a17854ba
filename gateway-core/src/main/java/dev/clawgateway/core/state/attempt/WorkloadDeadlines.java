package dev.clawgateway.core.state.attempt;

import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.Running;
import dev.clawgateway.core.life.Started;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.state.due.Clock;
import dev.clawgateway.core.state.due.Deadlines;
import dev.clawgateway.core.state.settings.SettingsInForce;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The deadlines a workload has in each of its states; takes back what the next state has not. */
public final class WorkloadDeadlines {
    private final Deadlines deadlines;
    private final SettingsInForce settings;

    public WorkloadDeadlines(Deadlines deadlines, SettingsInForce settings) {
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /** A workload has a new version; {@code before} is null for a new one. */
    public void follow(long nowNanos, @Nullable WorkloadRecord before, WorkloadRecord after) {
        if (before != null && before.state() != after.state()) {
            leave(before, after);
        }
        if (before == null || before.state() != after.state()) {
            enter(nowNanos, after);
        }
        if (after instanceof Held held && held.stopRequested()) {
            // Its end is on the way; the stop has a deadline of its own.
            deadlines.takeBack(new Deadlines.Due.RunOverdue(after.id()));
        }
    }

    /** A stop was sent, or is to be sent when the node returns. */
    public void stopSent(long nowNanos, Held workload, Duration grace) {
        deadlines.set(
                nowNanos,
                grace.plus(settings.stopTimeout()),
                new Deadlines.Due.StopOverdue(workload.id()));
    }

    /** Another attempt of it runs elsewhere. */
    public void superseded(Held workload) {
        deadlines.takeBack(new Deadlines.Due.StartOverdue(workload.id()));
        deadlines.takeBack(new Deadlines.Due.RunOverdue(workload.id()));
        deadlines.takeBack(new Deadlines.Due.StopOverdue(workload.id()));
    }

    public void forgotten(Ended workload) {
        deadlines.takeBack(new Deadlines.Due.WorkloadForgotten(workload.id()));
    }

    /** After a restart: what a workload in this state has, less the time that has passed. */
    public void resume(long nowNanos, Instant nowWall, Clock clock, WorkloadRecord workload) {
        enter(nowNanos, workload);
        switch (workload) {
            case Pending waiting -> retry(nowNanos, waiting, nowWall);
            case Held held -> {
                StopOrder stop = held.stop();
                if (stop != null) {
                    stopSent(nowNanos, held, stop.grace(settings.stopGrace()));
                } else if (held instanceof Started started) {
                    limit(nowNanos, started, clock.since(started.startedAt()));
                }
            }
            case Ended ended -> keep(nowNanos, ended, clock.since(ended.finishedAt()));
        }
    }

    private void enter(long nowNanos, WorkloadRecord workload) {
        switch (workload) {
            case Pending waiting -> retry(nowNanos, waiting, null);
            case Starting starting ->
                    deadlines.set(
                            nowNanos,
                            settings.startTimeout(),
                            new Deadlines.Due.StartOverdue(starting.id()));
            case Running running -> limit(nowNanos, running, Duration.ZERO);
            case Stopping _ -> {}
            case Ended ended -> keep(nowNanos, ended, Duration.ZERO);
        }
    }

    private void leave(WorkloadRecord before, WorkloadRecord after) {
        if (before instanceof Pending) {
            deadlines.takeBack(new Deadlines.Due.RetryDue(before.id()));
        }
        if (before instanceof Starting) {
            deadlines.takeBack(new Deadlines.Due.StartOverdue(before.id()));
        }
        if (before instanceof Held && !(after instanceof Held)) {
            deadlines.takeBack(new Deadlines.Due.RunOverdue(before.id()));
            deadlines.takeBack(new Deadlines.Due.StopOverdue(before.id()));
        }
    }

    /** All of its pause, or what is left of it after a restart. */
    private void retry(long nowNanos, Pending waiting, @Nullable Instant nowWall) {
        Retry retry = waiting.retry();
        if (retry != null) {
            deadlines.set(
                    nowNanos,
                    nowWall == null ? retry.pause() : retry.left(nowWall),
                    new Deadlines.Due.RetryDue(waiting.id()));
        }
    }

    private void limit(long nowNanos, Started workload, Duration ran) {
        Duration limit = workload.spec().scheduling().queue().timeLimit();
        if (limit != null && !workload.current().adopted()) {
            deadlines.set(nowNanos, limit.minus(ran), new Deadlines.Due.RunOverdue(workload.id()));
        }
    }

    private void keep(long nowNanos, Ended workload, Duration ago) {
        deadlines.set(
                nowNanos,
                settings.keepFinished().minus(ago),
                new Deadlines.Due.WorkloadForgotten(workload.id()));
    }
}
