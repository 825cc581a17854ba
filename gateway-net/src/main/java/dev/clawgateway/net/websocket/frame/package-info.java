/** Frames by RFC 6455: bytes to messages and back, all within limits. Knows no session. */
@NullMarked
package dev.clawgateway.net.websocket.frame;

import org.jspecify.annotations.NullMarked;
