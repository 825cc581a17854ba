package dev.clawgateway.server.config;

import dev.clawgateway.core.discovery.DiscoveryLimits;
import java.time.Duration;

/**
 * {@code [discovery]}: the registry by which members of a peer-to-peer system find each other.
 *
 * @param nodeTimeout unheard for so long a member is removed; for half of it, it is suspected
 * @param heartbeatInterval told to every member that registers
 * @param massSilence how long none is removed when many fell silent together
 */
public record DiscoveryConfig(
        boolean enabled,
        Duration nodeTimeout,
        Duration heartbeatInterval,
        Duration massSilence,
        DiscoveryLimits limits) {
    static final DiscoveryConfig DEFAULT =
            new DiscoveryConfig(
                    true,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    DiscoveryLimits.DEFAULT);

    private static final int MIN_HEARTBEATS = 4;
    private static final int MAX_INTERVAL_SECONDS = 3600;
    private static final int DAY = 86_400;
    private static final int MAX_MEMBERS = 100_000;
    private static final int MAX_METADATA_BYTES = 65_536;

    public DiscoveryConfig {
        // A member is suspected after half of it, and one late heartbeat is ordinary.
        long least = heartbeatInterval.toSeconds() * MIN_HEARTBEATS;
        if (nodeTimeout.toSeconds() < least) {
            throw new ConfigException(
                    "discovery.node_timeout_secs",
                    nodeTimeout.toSeconds(),
                    "must be at least "
                            + MIN_HEARTBEATS
                            + " heartbeat intervals, so "
                            + least
                            + " with discovery.heartbeat_interval_secs = "
                            + heartbeatInterval.toSeconds());
        }
    }

    static DiscoveryConfig read(Section section) {
        boolean enabled = section.flag("enabled", DEFAULT.enabled);
        Duration timeout = seconds(section, "node_timeout_secs", DEFAULT.nodeTimeout, DAY);
        Duration heartbeat =
                seconds(
                        section,
                        "heartbeat_interval_secs",
                        DEFAULT.heartbeatInterval,
                        MAX_INTERVAL_SECONDS);
        Duration silence = seconds(section, "mass_silence_secs", DEFAULT.massSilence, DAY);
        int members = section.integer("max_members", DEFAULT.limits.maxMembers(), 1, MAX_MEMBERS);
        int metadata =
                section.integer(
                        "max_metadata_bytes",
                        DEFAULT.limits.maxMetadataBytes(),
                        0,
                        MAX_METADATA_BYTES);
        return section.build(
                () ->
                        new DiscoveryConfig(
                                enabled,
                                timeout,
                                heartbeat,
                                silence,
                                new DiscoveryLimits(members, metadata)),
                DEFAULT);
    }

    private static Duration seconds(Section section, String key, Duration standard, int most) {
        return section.seconds(key, standard.toSeconds(), 1, most);
    }
}
