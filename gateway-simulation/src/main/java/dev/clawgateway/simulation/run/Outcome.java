package dev.clawgateway.simulation.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param failure null when every rule held
 * @param digest of everything that was sent in it
 * @param age how much time passed in its world
 * @param entries how many things happened in it
 */
public record Outcome(@Nullable Failure failure, String digest, Duration age, long entries) {}
