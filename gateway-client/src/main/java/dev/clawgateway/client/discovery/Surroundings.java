package dev.clawgateway.client.discovery;

import dev.clawgateway.client.Pauses;
import dev.clawgateway.client.RealPauses;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.time.Time;
import java.security.SecureRandom;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * What a client takes from outside.
 *
 * @param random for the jitter of its pauses
 * @param threads makes the one thread it lives on
 */
public record Surroundings(
        Time time, RandomGenerator random, Pauses pauses, ThreadFactory threads) {
    /** The machine's own; for one client. */
    public static Surroundings real() {
        return new Surroundings(
                new SystemTime(),
                new SecureRandom(),
                new RealPauses(),
                Thread.ofPlatform().daemon().name("gateway-discovery").factory());
    }
}
