/**
 * Everybody who speaks to the gateway but the real agent: operators, nodes of another make, guests,
 * strangers.
 */
@NullMarked
package dev.clawgateway.simulation.peer;

import org.jspecify.annotations.NullMarked;
