package dev.clawgateway.simulation.run;

import dev.clawgateway.simulation.referee.coverage.Coverage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param failure null when every rule held
 * @param digest of everything that was sent in it
 * @param age how much time passed in its world
 * @param entries how many things happened in it
 * @param coverage what occurred in it, and how often
 */
public record RunOutcome(
        @Nullable Failure failure, String digest, Duration age, long entries, Coverage coverage) {}
