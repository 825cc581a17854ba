/**
 * Nodes of another make, and the machines they are on: they follow the protocol's document and no
 * more.
 */
@NullMarked
package dev.clawgateway.simulation.peer.node;

import org.jspecify.annotations.NullMarked;
