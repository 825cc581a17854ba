/**
 * What occurred in runs, and what did not: a history that never meets a case proves nothing about
 * it. What should occur is read from the sealed types and enumerations themselves.
 */
@NullMarked
package dev.clawgateway.simulation.referee.coverage;

import org.jspecify.annotations.NullMarked;
