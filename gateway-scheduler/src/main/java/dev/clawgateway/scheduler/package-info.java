/**
 * The placement engine's door: options, the factory of a {@link
 * dev.clawgateway.core.placement.Placer}, and the rounds in which virtual clusters take turns.
 * Pure: no I/O, no thread, no clock, no random source that is not seeded by the caller.
 */
@NullMarked
package dev.clawgateway.scheduler;

import org.jspecify.annotations.NullMarked;
