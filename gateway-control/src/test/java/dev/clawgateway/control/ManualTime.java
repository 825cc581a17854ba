package dev.clawgateway.control;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;

/** Time that moves only when told to. */
public final class ManualTime implements Time {
    private Instant now = Instant.parse("2026-03-04T05:00:00Z");
    private long nanos = 1_000_000_000L;

    public void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
