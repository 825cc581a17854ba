package dev.clawgateway.server.service;

import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.core.cluster.Outcome;
import java.util.concurrent.atomic.LongAdder;

/** Counts the turns of the control loop, and passes everything on to another observer. */
public final class LoopPulse implements LoopObserver {
    private final LoopObserver behind;
    private final LongAdder turns = new LongAdder();

    public LoopPulse(LoopObserver behind) {
        this.behind = behind;
    }

    /** Ended so far. From any thread. */
    public long turns() {
        return turns.sum();
    }

    @Override
    public void batchTaken(int commands) {
        behind.batchTaken(commands);
    }

    @Override
    public void schedulingStarted() {
        behind.schedulingStarted();
    }

    @Override
    public void schedulingEnded(int starts, int evictions) {
        behind.schedulingEnded(starts, evictions);
    }

    @Override
    public void applied(Outcome outcome) {
        behind.applied(outcome);
    }

    @Override
    public void turnEnded(int deadlines, int answers) {
        turns.increment();
        behind.turnEnded(deadlines, answers);
    }

    @Override
    public void commitStarted(int changes) {
        behind.commitStarted(changes);
    }

    @Override
    public void commitEnded() {
        behind.commitEnded();
    }
}
