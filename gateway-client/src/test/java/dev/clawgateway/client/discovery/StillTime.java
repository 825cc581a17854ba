package dev.clawgateway.client.discovery;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves only when told to. */
final class StillTime implements Time {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public Instant now() {
        throw new AssertionError("no wall clock is needed here");
    }

    @Override
    public long nanos() {
        return nanos.get();
    }
}
