package dev.clawgateway.client;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits in real time. */
public final class RealPauses implements Pauses {
    private final Semaphore woken = new Semaphore(0);

    @Override
    public void pause(Duration length) throws InterruptedException {
        var _ = woken.tryAcquire(length.toNanos(), TimeUnit.NANOSECONDS);
        var _ = woken.drainPermits();
    }

    @Override
    public void wake() {
        woken.release();
    }
}
