package dev.clawgateway.control.operations.access;

import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something.
 *
 * @param others whether with others' workloads too, where it is done with workloads
 * @param why not; null where it is allowed without any reservation
 */
public record CanI(boolean allowed, boolean others, @Nullable String why) {}
