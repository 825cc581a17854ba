package dev.clawgateway.client.runner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Remembers which looks were asked for at once, and passes over those for later. */
final class RecordedWakeups implements Wakeups {
    private final BlockingQueue<AttemptId> soon = new LinkedBlockingQueue<>();

    @Override
    public void soon(AttemptId attempt) {
        soon.add(attempt);
    }

    @Override
    public void after(Duration delay, AttemptId attempt) {
        // The tests look of their own accord.
    }

    /** Those asked for so far, without waiting. */
    List<AttemptId> taken() {
        List<AttemptId> all = new java.util.ArrayList<>();
        soon.drainTo(all);
        return all;
    }
}
