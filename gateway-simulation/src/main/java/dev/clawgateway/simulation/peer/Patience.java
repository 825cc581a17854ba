package dev.clawgateway.simulation.peer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a peer waits before it tries again: twice as long each time, with jitter. */
public final class Patience {
    private static final long FIRST_MILLIS = 1000;
    private static final int MAX_DOUBLINGS = 5;

    private final RandomGenerator dice;
    private int failures;

    public Patience(RandomGenerator dice) {
        this.dice = dice;
    }

    /** The next wait. */
    public Duration next() {
        long most = FIRST_MILLIS << failures;
        failures = Math.min(failures + 1, MAX_DOUBLINGS);
        return Duration.ofMillis(1 + dice.nextLong(most));
    }

    /** It worked. */
    public void reset() {
        failures = 0;
    }
}
