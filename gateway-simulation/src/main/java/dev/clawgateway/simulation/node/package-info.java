/**
 * A machine with the real agent on it: its devices, its disk, and the processes that the agent
 * starts, which are what truly runs. Told from outside what befalls it.
 */
@NullMarked
package dev.clawgateway.simulation.node;

import org.jspecify.annotations.NullMarked;
