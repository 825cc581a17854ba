/**
 * What is to happen in a run: steps drawn from a seed, and the search for the fewest that still
 * break the same rule. Pure; knows nothing of a gateway, a network or a clock.
 */
@NullMarked
package dev.clawgateway.simulation.plan;

import org.jspecify.annotations.NullMarked;
