package dev.clawgateway.core.workload;

import org.jspecify.annotations.Nullable;

/**
 * Several runs of one spec (claw protocol, section 3.5).
 *
 * @param completions how many workers must complete
 * @param parallelism how many may hold devices at once
 * @param backoffLimit failures of all workers together before the rest is stopped
 * @param backoffLimitPerIndex failures of one index before that index has failed; null for no such
 *     limit
 */
public record Parallel(
        int completions,
        int parallelism,
        CompletionMode mode,
        int backoffLimit,
        @Nullable Integer backoffLimitPerIndex) {}
