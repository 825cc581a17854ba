package dev.clawgateway.server;

import dev.clawgateway.control.operations.membership.MembershipSettings;
import dev.clawgateway.server.config.DiscoveryConfig;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.MembershipConfig;
import dev.clawgateway.server.dialect.claw.mesh.MeshSettings;
import dev.clawgateway.server.dialect.claw.session.ClawSettings;
import dev.clawgateway.server.dialect.discovery.DiscoverySettings;
import dev.clawgateway.server.dialect.membership.MembershipSetup;
import java.util.Set;

/** What the dialects are told of the configuration. What cannot be configured keeps its default. */
final class PartSettings {
    private PartSettings() {}

    static ClawSettings claw(GatewayConfig config, String version) {
        ClawSettings defaults = ClawSettings.of(version);
        return new ClawSettings(
                version,
                config.timing().heartbeatInterval(),
                config.timing().metricsInterval(),
                defaults.linesPerBatch());
    }

    static MeshSettings mesh(GatewayConfig config) {
        return new MeshSettings(
                config.mesh().enabled(), config.mesh().cidr(), config.mesh().listenPort());
    }

    static Guests.Invitations guests(GatewayConfig config) {
        DiscoveryConfig discovery = config.discovery();
        return new Guests.Invitations(
                discovery.enabled()
                        ? new DiscoverySettings(
                                discovery.nodeTimeout(),
                                discovery.heartbeatInterval(),
                                discovery.massSilence())
                        : null,
                membership(config));
    }

    private static MembershipSetup membership(GatewayConfig config) {
        MembershipConfig membership = config.membership();
        Set<String> origins = membership.corsOrigins();
        if (origins.isEmpty() && config.server().bindAddress().loopback()) {
            origins = MembershipSetup.LOOPBACK_ORIGINS;
        }
        return new MembershipSetup(
                new MembershipSettings(
                        membership.enabled(),
                        membership.clusterId(),
                        membership.nodeTimeout(),
                        membership.retention(),
                        membership.probeAllow()),
                origins);
    }
}
