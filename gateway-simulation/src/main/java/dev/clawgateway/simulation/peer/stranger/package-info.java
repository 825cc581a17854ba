/** Those who say anything at all. */
@NullMarked
package dev.clawgateway.simulation.peer.stranger;

import org.jspecify.annotations.NullMarked;
