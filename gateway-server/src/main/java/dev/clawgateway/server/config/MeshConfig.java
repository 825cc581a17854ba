package dev.clawgateway.server.config;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * {@code [mesh]}: the WireGuard network between nodes. The gateway hands out addresses and peers,
 * and never sees a private key.
 *
 * @param cidr IPv4 network that addresses are taken from
 * @param listenPort port that nodes listen on
 */
public record MeshConfig(boolean enabled, String cidr, int listenPort) {
    static final MeshConfig DEFAULT = new MeshConfig(false, "10.100.0.0/16", 51_820);

    private static final int MIN_PREFIX = 8;
    private static final int MAX_PREFIX = 30;

    public MeshConfig {
        if (!valid(cidr)) {
            throw new ConfigException(
                    "mesh.cidr",
                    Section.quoted(cidr),
                    "must be an IPv4 network with a prefix of "
                            + MIN_PREFIX
                            + " to "
                            + MAX_PREFIX
                            + ", such as "
                            + "10.100.0.0/16");
        }
    }

    private static boolean valid(String cidr) {
        String[] parts = cidr.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,2}")) {
            return false;
        }
        int prefix = Integer.parseInt(parts[1]);
        try {
            return prefix >= MIN_PREFIX
                    && prefix <= MAX_PREFIX
                    && InetAddress.ofLiteral(parts[0]) instanceof Inet4Address;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static MeshConfig read(Section section) {
        boolean enabled = section.flag("enabled", DEFAULT.enabled);
        String cidr = section.text("cidr", DEFAULT.cidr);
        int port = section.integer("listen_port", DEFAULT.listenPort, 1, 65_535);
        return section.build(() -> new MeshConfig(enabled, cidr, port), DEFAULT);
    }
}
