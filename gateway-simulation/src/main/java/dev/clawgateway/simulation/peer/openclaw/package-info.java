/**
 * Nodes with GPUs and operators that speak the OpenClaw dialect, written from its document alone:
 * they know no word of the gateway's own.
 */
@NullMarked
package dev.clawgateway.simulation.peer.openclaw;

import org.jspecify.annotations.NullMarked;
