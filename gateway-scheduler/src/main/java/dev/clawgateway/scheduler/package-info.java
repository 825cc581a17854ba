/**
 * Entry point of the placement engine: options, and the factory of a {@link
 * dev.clawgateway.core.placement.Placer}. Pure: no I/O, no thread, no clock, no random source that
 * is not seeded by the caller.
 */
@NullMarked
package dev.clawgateway.scheduler;

import org.jspecify.annotations.NullMarked;
