package dev.clawgateway.server.dialect.claw.mesh;

/**
 * The mesh as configured.
 *
 * @param cidr IPv4 network that addresses are taken from
 * @param listenPort port that nodes listen on
 */
public record MeshSettings(boolean enabled, String cidr, int listenPort) {
    public static final MeshSettings OFF = new MeshSettings(false, "10.100.0.0/16", 51820);
}
