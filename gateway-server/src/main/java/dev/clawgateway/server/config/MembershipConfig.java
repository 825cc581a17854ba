package dev.clawgateway.server.config;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code [membership]}: the registry of programs that take the gateway for their coordinator.
 *
 * @param clusterId the cluster of the gateway itself and of its nodes
 * @param nodeTimeout unheard for so long a member is inactive
 * @param retention how long an inactive member is remembered
 * @param probeAllow hosts that are probed although the member did not register from them
 * @param corsOrigins of pages from elsewhere that may use it; empty for pages of this machine,
 *     where only this machine can reach the gateway
 */
public record MembershipConfig(
        boolean enabled,
        String clusterId,
        Duration nodeTimeout,
        Duration retention,
        Set<String> probeAllow,
        Set<String> corsOrigins) {
    static final MembershipConfig DEFAULT =
            new MembershipConfig(
                    true,
                    "default-cluster",
                    Duration.ofSeconds(60),
                    Duration.ofHours(24),
                    Set.of(),
                    Set.of());

    /** Twice the interval at which members are heard: one late heartbeat is ordinary. */
    private static final int MIN_TIMEOUT_SECONDS = 60;

    private static final int DAY = 86_400;
    private static final int YEAR_HOURS = 8760;
    private static final int LONGEST_ID = 256;
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,253})|\\[?[0-9A-Fa-f:.]{2,45}\\]?");
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "https?://([A-Za-z0-9_][A-Za-z0-9._-]{0,253}|\\[[0-9A-Fa-f:.]{2,45}\\])"
                            + "(:([0-9]{1,5}|\\*))?");

    public MembershipConfig {
        if (clusterId.isEmpty() || clusterId.length() > LONGEST_ID) {
            throw new ConfigException(
                    "membership.cluster_id",
                    Section.quoted(clusterId),
                    "must have 1 to " + LONGEST_ID + " characters");
        }
    }

    static MembershipConfig read(Section section) {
        boolean enabled = section.flag("enabled", DEFAULT.enabled);
        String clusterId = section.text("cluster_id", DEFAULT.clusterId);
        Duration timeout =
                section.seconds(
                        "node_timeout_secs",
                        DEFAULT.nodeTimeout.toSeconds(),
                        MIN_TIMEOUT_SECONDS,
                        DAY);
        Duration retention =
                Duration.ofHours(
                        section.integer(
                                "retention_hours",
                                (int) DEFAULT.retention.toHours(),
                                1,
                                YEAR_HOURS));
        Set<String> probes =
                section.words("probe_allow", HOST, "must be hosts such as 10.0.0.7 or proxy.lan");
        Set<String> origins =
                section.words(
                        "cors_origins",
                        ORIGIN,
                        "must be origins such as https://console.example:8443, or"
                                + " http://localhost:* for any port");
        return section.build(
                () -> new MembershipConfig(enabled, clusterId, timeout, retention, probes, origins),
                DEFAULT);
    }
}
