/**
 * Judges of what callers of the native API are promised. The door is {@link
 * dev.clawgateway.simulation.referee.caller.CallerJudges}.
 */
@NullMarked
package dev.clawgateway.simulation.referee.caller;

import org.jspecify.annotations.NullMarked;
