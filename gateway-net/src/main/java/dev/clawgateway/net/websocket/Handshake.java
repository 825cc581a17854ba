package dev.clawgateway.net.websocket;

import dev.clawgateway.core.Peer;
import java.util.Locale;
import java.util.Map;

/**
 * What a peer showed when it opened a session.
 *
 * @param peer and by which listener it came
 * @param path as sent, without the query
 * @param query as sent, without the question mark; may be empty
 * @param headers the first value of each, by its name in lower case
 */
public record Handshake(Peer peer, String path, String query, Map<String, String> headers) {
    public Handshake {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header; empty when there is none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** Without query and headers, which may hold a token. */
    @Override
    public String toString() {
        return peer + " " + path;
    }
}
