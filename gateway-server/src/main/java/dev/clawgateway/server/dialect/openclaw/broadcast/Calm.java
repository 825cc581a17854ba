package dev.clawgateway.server.dialect.openclaw.broadcast;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has something done once for many occasions: when none has come for a while, and however many come
 * after a longer one. Safe from any thread.
 */
public final class Calm {
    private static final long NEVER = Long.MIN_VALUE;

    private final Timers timers;
    private final Time time;
    private final Executor doer;
    private final Duration quiet;
    private final Duration most;
    private final Runnable task;

    /** Of the first occasion that nothing was done for yet. */
    private final AtomicLong since = new AtomicLong(NEVER);

    private volatile long last;

    /**
     * Nothing to do yet.
     *
     * @param doer runs the task
     * @param quiet how long no occasion may come
     * @param most how long the first of them waits at most
     */
    public Calm(
            Timers timers, Time time, Executor doer, Duration quiet, Duration most, Runnable task) {
        this.timers = timers;
        this.time = time;
        this.doer = doer;
        this.quiet = quiet;
        this.most = most;
        this.task = task;
    }

    /** There is something to do. */
    public void occasion() {
        long now = time.nanos();
        last = now;
        if (since.compareAndSet(NEVER, now)) {
            var _ = timers.after(quiet, this::look);
        }
    }

    private void look() {
        long now = time.nanos();
        long calmAt = last + quiet.toNanos();
        long dueAt = since.get() + most.toNanos();
        long wait = Math.min(calmAt - now, dueAt - now);
        if (wait > 0) {
            var _ = timers.after(Duration.ofNanos(wait), this::look);
            return;
        }
        since.set(NEVER); // before the task: what happens meanwhile is another occasion
        doer.execute(task);
    }
}
