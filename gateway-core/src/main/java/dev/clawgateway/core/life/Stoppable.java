package dev.clawgateway.core.life;

/** Held, and may end as stopped without a further step. */
public sealed interface Stoppable extends Held permits Starting, Stopping {
    Stopped stopped(AttemptEnd end);
}
