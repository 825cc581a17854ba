package dev.clawgateway.server.health;

import java.util.List;

/**
 * A listener, as whoever reaches the gateway is told of it.
 *
 * @param address {@code host:port}, or {@code unix:} and the path of a socket
 * @param dialects what it serves besides what says how the gateway is, by name
 */
public record ListenerAccount(String name, String address, boolean tls, List<String> dialects) {
    public ListenerAccount {
        dialects = dialects.stream().sorted().toList();
    }
}
