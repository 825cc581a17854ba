package dev.clawgateway.core.life;

import java.time.Instant;

/** Held, and its node has said that it runs. */
public sealed interface Started extends Held permits Running, Stopping {
    @Override
    Instant startedAt();

    Completed completed(AttemptEnd end);
}
