/**
 * Judges of what has come about once the faults are over and the world has had time to come to
 * rest. The door is {@link dev.clawgateway.simulation.referee.rest.RestJudges}.
 */
@NullMarked
package dev.clawgateway.simulation.referee.rest;

import org.jspecify.annotations.NullMarked;
