package dev.clawgateway.core.time;

import java.time.Instant;

/** The machine's clocks. The only class of the product that reads them. */
public final class SystemTime implements Time {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
