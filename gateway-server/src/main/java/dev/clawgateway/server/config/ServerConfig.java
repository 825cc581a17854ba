package dev.clawgateway.server.config;

import dev.clawgateway.core.state.settings.LossLimits;
import dev.clawgateway.net.gate.AddressRange;
import dev.clawgateway.server.config.source.ListenAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code [server]}.
 *
 * @param bindAddress the one port of everything
 * @param maxNodes nodes remembered, connected or not; a further one is refused
 * @param nodeTimeout how long a disconnected node keeps its workloads
 * @param losses how many nodes may be given up
 * @param hostNames names of this gateway that browsers may use, besides its addresses and {@code
 *     localhost}
 * @param allowedOrigins of pages from elsewhere that may ask through a browser
 * @param trustedProxies machines that are believed when they say on whose behalf they ask
 */
public record ServerConfig(
        ListenAddress bindAddress,
        int maxNodes,
        Duration nodeTimeout,
        LossLimits losses,
        Set<String> hostNames,
        Set<String> allowedOrigins,
        List<AddressRange> trustedProxies) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,253})");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9_]([A-Za-z0-9._-]{0,253})(:[0-9]{1,5})?");

    static final ServerConfig DEFAULT =
            new ServerConfig(
                    new ListenAddress("0.0.0.0", 8080),
                    1000,
                    Duration.ofMinutes(2),
                    LossLimits.DEFAULT,
                    Set.of(),
                    Set.of(),
                    List.of());

    static ServerConfig read(Section section) {
        return new ServerConfig(
                address(section),
                section.integer("max_nodes", DEFAULT.maxNodes, 1, 1_000_000),
                section.seconds("node_timeout_secs", DEFAULT.nodeTimeout.toSeconds(), 1, 604_800),
                losses(section),
                section.words("host_names", NAME, "must be names such as gateway.example"),
                section.words(
                        "allowed_origins",
                        ORIGIN,
                        "must be origins such as https://console.example:8443"),
                section.ranges("trusted_proxies"));
    }

    private static ListenAddress address(Section section) {
        ListenAddress address = section.address("bind_address", DEFAULT.bindAddress);
        if (address.file() != null) {
            section.refuse("bind_address", "a Unix socket is for a [[listener]] of its own");
        }
        return address;
    }

    private static LossLimits losses(Section section) {
        LossLimits standard = LossLimits.DEFAULT;
        return new LossLimits(
                section.integer("max_losses_per_sec", standard.perSecond(), 1, 1_000_000),
                section.seconds(
                        "mass_silence_secs", standard.massSilence().toSeconds(), 1, 604_800));
    }
}
