package dev.clawgateway.server.config;

import java.time.Duration;

/**
 * {@code [server]}.
 *
 * @param bindAddress the one port of everything
 * @param maxNodes nodes remembered, connected or not; a further one is refused
 * @param nodeTimeout how long a disconnected node keeps its workloads
 */
public record ServerConfig(ListenAddress bindAddress, int maxNodes, Duration nodeTimeout) {
    static final ServerConfig DEFAULT =
            new ServerConfig(new ListenAddress("0.0.0.0", 8080), 1000, Duration.ofMinutes(2));

    static ServerConfig read(Section section) {
        return new ServerConfig(
                section.address("bind_address", DEFAULT.bindAddress),
                section.integer("max_nodes", DEFAULT.maxNodes, 1, 1_000_000),
                section.seconds("node_timeout_secs", DEFAULT.nodeTimeout.toSeconds(), 1, 604_800));
    }
}
