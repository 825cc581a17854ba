/**
 * Judges of what follows when work or nodes are lost, whom the gateway gives up and what it starts
 * again, and of what gets no new work: closed nodes, and devices that are not well. The door is
 * {@link dev.clawgateway.simulation.referee.policy.PolicyJudges}.
 */
@NullMarked
package dev.clawgateway.simulation.referee.policy;

import org.jspecify.annotations.NullMarked;
