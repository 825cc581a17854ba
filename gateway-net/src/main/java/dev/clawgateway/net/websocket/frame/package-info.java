/** Frames by RFC 6455: bytes to messages, within the gateway's limits. Knows no session. */
@NullMarked
package dev.clawgateway.net.websocket.frame;

import org.jspecify.annotations.NullMarked;
