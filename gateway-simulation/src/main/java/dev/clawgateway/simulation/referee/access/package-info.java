/**
 * Judges of who gets in, and of what he may do there. What they go by is what people are told, not
 * what the gateway knows.
 */
@NullMarked
package dev.clawgateway.simulation.referee.access;

import org.jspecify.annotations.NullMarked;
