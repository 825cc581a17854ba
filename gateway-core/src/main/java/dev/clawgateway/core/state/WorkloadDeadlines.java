package dev.clawgateway.core.state;

import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The deadlines a workload has in each of its states; takes back what the next state has not. */
final class WorkloadDeadlines {
    private final Deadlines deadlines;
    private final CoreSettings settings;

    WorkloadDeadlines(Deadlines deadlines, CoreSettings settings) {
        this.deadlines = deadlines;
        this.settings = settings;
    }

    /** A workload has a new version; {@code before} is null for a new one. */
    void follow(long nowNanos, @Nullable WorkloadRecord before, WorkloadRecord after) {
        if (before != null && before.state() != after.state()) {
            leave(before, after);
        }
        if (before == null || before.state() != after.state()) {
            enter(nowNanos, after);
        }
        if (after.stopRequested()) {
            // Its end is on the way; the stop has a deadline of its own.
            deadlines.takeBack(new Deadlines.Due.RunOverdue(after.id()));
        }
    }

    /** A stop was sent, or is to be sent when the node returns. */
    void stopSent(long nowNanos, WorkloadRecord workload, Duration grace) {
        deadlines.set(
                nowNanos,
                grace.plus(settings.stopTimeout()),
                new Deadlines.Due.StopOverdue(workload.id()));
    }

    void forgotten(WorkloadRecord workload) {
        deadlines.takeBack(new Deadlines.Due.WorkloadForgotten(workload.id()));
    }

    /** After a restart: what a workload in this state has, less the time that has passed. */
    void resume(long nowNanos, Instant nowWall, WorkloadRecord workload) {
        enter(nowNanos, workload);
        Instant started = workload.startedAt();
        Instant finished = workload.finishedAt();
        if (started != null && !workload.state().isFinal() && !workload.stopRequested()) {
            limit(nowNanos, workload, Duration.between(started, nowWall));
        }
        if (finished != null) {
            keep(nowNanos, workload, Duration.between(finished, nowWall));
        }
        StopOrder stop = workload.stop();
        if (workload.stopRequested() && stop != null) {
            stopSent(nowNanos, workload, stop.grace(settings.stopGrace()));
        }
    }

    private void enter(long nowNanos, WorkloadRecord workload) {
        switch (workload.state()) {
            case STARTING ->
                    deadlines.set(
                            nowNanos,
                            settings.startTimeout(),
                            new Deadlines.Due.StartOverdue(workload.id()));
            case RUNNING -> limit(nowNanos, workload, Duration.ZERO);
            case PENDING, STOPPING -> {}
            case STOPPED, COMPLETED, FAILED -> keep(nowNanos, workload, Duration.ZERO);
        }
    }

    private void leave(WorkloadRecord before, WorkloadRecord after) {
        if (before.state() == WorkloadState.STARTING) {
            deadlines.takeBack(new Deadlines.Due.StartOverdue(before.id()));
        }
        if (before.state().holdsDevices() && !after.state().holdsDevices()) {
            deadlines.takeBack(new Deadlines.Due.RunOverdue(before.id()));
            deadlines.takeBack(new Deadlines.Due.StopOverdue(before.id()));
        }
    }

    private void limit(long nowNanos, WorkloadRecord workload, Duration ran) {
        Duration limit = workload.spec().scheduling().queue().timeLimit();
        if (limit != null) {
            deadlines.set(nowNanos, limit.minus(ran), new Deadlines.Due.RunOverdue(workload.id()));
        }
    }

    private void keep(long nowNanos, WorkloadRecord workload, Duration ago) {
        deadlines.set(
                nowNanos,
                settings.keepFinished().minus(ago),
                new Deadlines.Due.WorkloadForgotten(workload.id()));
    }
}
