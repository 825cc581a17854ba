/**
 * The listener: what it accepts speaks HTTP first and may become a session. Joins {@code net.http}
 * and {@code net.websocket}, which stand on {@code net.gate}. Of the core they know what a peer and
 * the time are, and no state. Nothing here blocks an event loop.
 */
@NullMarked
package dev.clawgateway.net;

import org.jspecify.annotations.NullMarked;
