package dev.clawgateway.client.api;

import dev.clawgateway.core.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a workload's output are wanted.
 *
 * @param tail so many of the last lines of each stream; null for all
 * @param from the first lines wanted, to go on from there; null for the newest
 */
public record OutputQuery(
        WorkloadId workload,
        @Nullable Long tail,
        boolean stderr,
        OutputPart.@Nullable Position from) {}
