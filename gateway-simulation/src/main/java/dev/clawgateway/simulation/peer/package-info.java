/**
 * What everybody shares who speaks to the gateway but the real agent: the world as a peer gets it,
 * and the words by which machines and operators know each other. Peers see what comes over the
 * wire, nothing of the gateway's inside.
 */
@NullMarked
package dev.clawgateway.simulation.peer;

import org.jspecify.annotations.NullMarked;
