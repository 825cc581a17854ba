package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.output.LogPlace;
import org.jspecify.annotations.Nullable;

/**
 * Which output of a workload is wanted.
 *
 * @param stdout whether that stream is
 * @param stderr the same
 * @param attempt the one whose output it is; null for all
 * @param from where to go on; null for the newest lines
 * @param tail lines of each stream, of the newest
 */
public record OutputWish(
        boolean stdout,
        boolean stderr,
        @Nullable Integer attempt,
        @Nullable LogPlace from,
        long tail) {}
