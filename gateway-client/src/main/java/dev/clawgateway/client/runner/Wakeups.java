package dev.clawgateway.client.runner;

import java.time.Duration;

/**
 * How a runner asks its owner to call {@link Attempts#look} on the owner's thread. Called on any
 * thread; returns at once.
 */
public interface Wakeups {
    /** Something happened to the attempt. */
    void soon(AttemptId attempt);

    /** Nothing happened yet, but the attempt is to be looked at after a while. */
    void after(Duration delay, AttemptId attempt);
}
