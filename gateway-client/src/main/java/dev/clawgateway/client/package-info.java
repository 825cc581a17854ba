/**
 * One WebSocket connection to a gateway, the thread a client lives on, and when to try again: what
 * the node side and the operator side share. Knows text messages only; what they say is for {@code
 * .node} and {@code .operator}.
 */
@NullMarked
package dev.clawgateway.client;

import org.jspecify.annotations.NullMarked;
