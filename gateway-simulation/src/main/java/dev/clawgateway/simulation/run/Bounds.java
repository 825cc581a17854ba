package dev.clawgateway.simulation.run;

import dev.clawgateway.core.state.settings.AnswerLimits;
import dev.clawgateway.core.state.settings.LossLimits;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.DiscoveryConfig;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.LimitsConfig;
import dev.clawgateway.server.config.ServerConfig;
import dev.clawgateway.server.config.StorageConfig;
import dev.clawgateway.server.config.TimingConfig;
import dev.clawgateway.server.config.WorkloadsConfig;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.simulation.referee.history.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a run's gateway is configured: as by default, or with bounds so small and times so short that
 * a few hundred steps meet them.
 */
record Bounds(GatewayConfig config, Rules rules) {
    private static final int MOST = 3;
    private static final long MOST_WAITING_BYTES = 64 << 20;

    /** The registries are open on local listeners only. */
    private static final Overrides LOCAL = new Overrides("127.0.0.1:8080", null, null, null, null);

    /** By tightness, from none. */
    static List<Bounds> all() {
        GatewayConfig usual = ConfigLoader.load(null, LOCAL, Map.of());
        return IntStream.rangeClosed(0, MOST).mapToObj(tightness -> of(usual, tightness)).toList();
    }

    private static Bounds of(GatewayConfig usual, int tightness) {
        boolean small = tightness >= 2;
        boolean swift = tightness == 1 || tightness == MOST;
        GatewayConfig config =
                new GatewayConfig(
                        server(usual.server(), small, swift),
                        usual.listeners(),
                        swift
                                ? new TimingConfig(seconds(10), seconds(10), seconds(900))
                                : usual.timing(),
                        usual.tls(),
                        usual.auth(),
                        // Whoever supervises it starts it anew.
                        new StorageConfig(
                                usual.storage().dataDir(),
                                small ? 1000 : usual.storage().maxEvents(),
                                null,
                                true),
                        usual.audit(),
                        usual.scheduler(),
                        workloads(usual.workloads(), small, swift),
                        usual.recovery(),
                        usual.mesh(),
                        discovery(usual.discovery(), swift),
                        usual.membership(),
                        usual.openclaw(),
                        usual.health(),
                        usual.log(),
                        limits(usual.limits(), small));
        return new Bounds(config, rules(config));
    }

    private static DiscoveryConfig discovery(DiscoveryConfig usual, boolean swift) {
        return new DiscoveryConfig(
                usual.enabled(),
                swift ? seconds(120) : usual.nodeTimeout(),
                usual.heartbeatInterval(),
                usual.massSilence(),
                usual.limits());
    }

    private static ServerConfig server(ServerConfig usual, boolean small, boolean swift) {
        return new ServerConfig(
                usual.bindAddress(),
                small ? 16 : usual.maxNodes(),
                swift ? seconds(45) : usual.nodeTimeout(),
                new LossLimits(usual.losses().perSecond(), seconds(240)),
                usual.hostNames(),
                usual.allowedOrigins(),
                usual.trustedProxies());
    }

    private static WorkloadsConfig workloads(WorkloadsConfig usual, boolean small, boolean swift) {
        return new WorkloadsConfig(
                seconds(swift ? 60 : 180),
                swift ? seconds(10) : usual.stopTimeout(),
                swift ? seconds(5) : usual.stopGrace(),
                swift ? seconds(300) : usual.keepFinished(),
                small ? 100 : usual.maxWorkloads(),
                usual.undeclaredClusters(),
                usual.workspaces());
    }

    private static LimitsConfig limits(LimitsConfig usual, boolean small) {
        return new LimitsConfig(
                usual.connections(),
                usual.messages(),
                outbound(usual.outbound()),
                usual.http(),
                usual.logs(),
                usual.readings(),
                usual.streams(),
                small ? 32 : usual.inboxCommands(),
                small ? new AnswerLimits(12, 16) : usual.answers(),
                usual.stop());
    }

    /** All that may wait to be sent, which is by default what this program's memory allows. */
    private static OutboundLimits outbound(OutboundLimits usual) {
        return new OutboundLimits(
                usual.maxCommands(),
                usual.maxReplies(),
                usual.maxBytes(),
                usual.maxHandovers(),
                usual.stall(),
                usual.sendBufferBytes(),
                MOST_WAITING_BYTES);
    }

    private static Rules rules(GatewayConfig config) {
        return new Rules(
                config.timing().heartbeatInterval(),
                config.server().nodeTimeout(),
                config.workloads().startTimeout(),
                config.workloads().stopTimeout(),
                config.workloads().stopGrace(),
                config.workloads().keepFinished(),
                config.workloads().maxWorkloads(),
                config.discovery().nodeTimeout(),
                config.timing().forgetNodeAfter(),
                config.membership().retention());
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
