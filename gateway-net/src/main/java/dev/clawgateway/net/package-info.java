/**
 * Bytes in, messages out: the listener, HTTP, the WebSocket upgrade, sessions and all their limits.
 * Knows no JSON and no dialect; a session's words go to the {@link Conversation} a {@link Dialect}
 * opened for it. Nothing here blocks an event loop.
 */
@NullMarked
package dev.clawgateway.net;

import org.jspecify.annotations.NullMarked;
