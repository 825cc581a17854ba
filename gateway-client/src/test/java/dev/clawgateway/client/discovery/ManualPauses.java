package dev.clawgateway.client.discovery;

import dev.clawgateway.client.Pauses;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Pauses that last until the test ends them. */
final class ManualPauses implements Pauses {
    private final BlockingQueue<Duration> asked = new LinkedBlockingQueue<>();
    private final Semaphore woken = new Semaphore(0);

    @Override
    public void pause(Duration length) throws InterruptedException {
        asked.add(length);
        woken.acquire();
        var _ = woken.drainPermits();
    }

    @Override
    public void wake() {
        woken.release();
    }

    /** How long the client wants to wait next, once it does. */
    Duration next() throws InterruptedException {
        Duration length = asked.poll(60, TimeUnit.SECONDS);
        if (length == null) {
            throw new AssertionError("the client does not come to rest");
        }
        return length;
    }

    /** The pause is over; the next one is asked for when this returns. */
    Duration turn() throws InterruptedException {
        wake();
        return next();
    }
}
