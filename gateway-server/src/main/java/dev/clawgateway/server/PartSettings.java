package dev.clawgateway.server;

import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.http.wire.Browsers;
import dev.clawgateway.net.http.wire.HttpLimits;
import dev.clawgateway.net.websocket.OutboundLimits;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.config.DiscoveryConfig;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.LimitsConfig;
import dev.clawgateway.server.dialect.claw.ClawSettings;
import dev.clawgateway.server.dialect.claw.mesh.MeshSettings;
import dev.clawgateway.server.dialect.discovery.DiscoverySettings;
import java.net.InetSocketAddress;

/** What each part is told of the configuration. What cannot be configured keeps its default. */
final class PartSettings {
    private PartSettings() {}

    static NetSettings net(GatewayConfig config) {
        LimitsConfig limits = config.limits();
        return new NetSettings(
                address(config),
                0,
                connections(limits.connections()),
                messages(limits.messages()),
                outbound(limits.outbound()),
                new HttpLimits(
                        HttpLimits.DEFAULT.maxLineBytes(),
                        limits.http().headBytes(),
                        limits.http().bodyBytes(),
                        limits.http().idle()),
                new Browsers(config.server().hostNames(), config.server().allowedOrigins()));
    }

    /** How many connections the configuration allows in all. */
    static long connections(GatewayConfig config) {
        LimitsConfig.Connections limits = config.limits().connections();
        return config.server().maxNodes()
                + 2L * limits.maxConnections() // operators, and nodes that are not registered yet
                + limits.maxOthers();
    }

    private static InetSocketAddress address(GatewayConfig config) {
        return new InetSocketAddress(
                config.server().bindAddress().host(), config.server().bindAddress().port());
    }

    private static ConnectionLimits connections(LimitsConfig.Connections limits) {
        ConnectionLimits.Operators operators =
                new ConnectionLimits.Operators(
                        limits.maxOperatorsPerAddress(), limits.operatorIdle());
        return new ConnectionLimits(
                limits.maxConnections(),
                limits.maxOthers(),
                limits.maxStrangersPerAddress(),
                limits.tlsHandshake(),
                limits.handshake(),
                ConnectionLimits.DEFAULT.closeLinger(),
                ConnectionLimits.DEFAULT.userTimeout(),
                operators,
                Descriptors.ofProcess().connections());
    }

    private static MessageLimits messages(LimitsConfig.Messages limits) {
        return new MessageLimits(
                limits.maxBytes(),
                limits.hardCapBytes(),
                limits.maxOversize(),
                limits.maxFragments(),
                limits.completeWithin(),
                limits.perSecond(),
                limits.burst(),
                MessageLimits.DEFAULT.maxPauses(),
                MessageLimits.DEFAULT.controlFrames());
    }

    private static OutboundLimits outbound(LimitsConfig.Outbound limits) {
        long total =
                limits.totalBytes() > 0 ? limits.totalBytes() : OutboundLimits.defaultTotalBytes();
        return new OutboundLimits(
                limits.commands(),
                limits.replies(),
                limits.bytes(),
                OutboundLimits.DEFAULT.maxHandovers(),
                limits.stall(),
                OutboundLimits.DEFAULT.sendBufferBytes(),
                total);
    }

    static LogLimits logs(GatewayConfig config) {
        LimitsConfig.Logs logs = config.limits().logs();
        return new LogLimits(
                logs.linesPerStream(),
                logs.workloads(),
                logs.totalBytes(),
                LogLimits.DEFAULT.pendingBytes());
    }

    static ClawSettings claw(GatewayConfig config, String version) {
        ClawSettings defaults = ClawSettings.of(version);
        return new ClawSettings(
                version,
                config.timing().heartbeatInterval(),
                config.timing().metricsInterval(),
                defaults.linesPerBatch(),
                config.workloads().undeclaredClusters());
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
                        : null);
    }
}
