package dev.clawgateway.control.follow;

import java.util.concurrent.atomic.AtomicBoolean;

/** One of the followers. Read for by one thread at a time. */
public final class FollowerPlace implements AutoCloseable {
    private final Followers all;
    private final long number;
    private final Runnable wake;
    private final AtomicBoolean closed = new AtomicBoolean();

    FollowerPlace(Followers all, long number, Runnable wake) {
        this.all = all;
        this.number = number;
        this.wake = wake;
    }

    /** Which no other place has. */
    long number() {
        return number;
    }

    /**
     * It has read all. Whoever calls this looks once more afterwards: what was published in between
     * has woken nobody.
     */
    public void await() {
        if (!closed.get()) {
            all.waits(this);
            if (closed.get()) {
                goOn();
            }
        }
    }

    /** It has found more by itself. */
    public void goOn() {
        boolean _ = all.waitsNoMore(this);
    }

    /** Once only, however often there is more until it waits again. */
    void wake() {
        if (all.waitsNoMore(this)) {
            wake.run();
        }
    }

    /** Gives its place to somebody else. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            all.leave(this);
        }
    }
}
