/**
 * The claw dialect over a WebSocket: what nodes and the CLI say, translated to commands and views,
 * and back. Holds no rule of the cluster: those are in the core. Knows no other dialect.
 */
@NullMarked
package dev.clawgateway.server.dialect.claw;

import org.jspecify.annotations.NullMarked;
