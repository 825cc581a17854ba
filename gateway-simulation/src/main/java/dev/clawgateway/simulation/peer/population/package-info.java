/** All peers of one world. */
@NullMarked
package dev.clawgateway.simulation.peer.population;

import org.jspecify.annotations.NullMarked;
