/**
 * People and programs at a command line of the claw dialect. Each request and each answer is a
 * fact.
 */
@NullMarked
package dev.clawgateway.simulation.peer.operator;

import org.jspecify.annotations.NullMarked;
