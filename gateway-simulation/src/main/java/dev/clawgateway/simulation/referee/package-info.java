/**
 * The referee of the simulation: hears every {@code Fact}, and says when a promise is broken. The
 * door is {@link dev.clawgateway.simulation.referee.Referee}.
 */
@NullMarked
package dev.clawgateway.simulation.referee;

import org.jspecify.annotations.NullMarked;
