/**
 * Sessions: frames by RFC 6455 with all their limits, and the {@link
 * dev.clawgateway.net.websocket.Conversation} that a {@link dev.clawgateway.net.websocket.Dialect}
 * opens on one. Knows no JSON and no dialect's words.
 */
@NullMarked
package dev.clawgateway.net.websocket;

import org.jspecify.annotations.NullMarked;
