/**
 * What every world stands on: the one order of all that happens, randomness from one seed, machines
 * with their clocks, processes with their threads. One Java thread a world; nothing here is static.
 */
@NullMarked
package dev.clawgateway.simulation.kernel;

import org.jspecify.annotations.NullMarked;
