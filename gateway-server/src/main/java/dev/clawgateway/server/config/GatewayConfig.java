package dev.clawgateway.server.config;

import dev.clawgateway.core.state.settings.CoreSettings;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.http.wire.Browsers;
import dev.clawgateway.net.http.wire.Proxies;
import dev.clawgateway.server.config.openclaw.OpenClawConfig;
import dev.clawgateway.server.config.source.ListenAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole configuration, checked. Safe to log: secrets do not show. */
public record GatewayConfig(
        ServerConfig server,
        List<ListenerConfig> listeners,
        TimingConfig timing,
        TlsConfig tls,
        AuthConfig auth,
        StorageConfig storage,
        AuditConfig audit,
        SchedulerConfig scheduler,
        WorkloadsConfig workloads,
        RecoveryConfig recovery,
        MeshConfig mesh,
        DiscoveryConfig discovery,
        MembershipConfig membership,
        OpenClawConfig openclaw,
        HealthConfig health,
        LogConfig log,
        LimitsConfig limits) {
    private static final int MIN_HEARTBEATS = 3;

    public GatewayConfig {
        listeners = List.copyOf(listeners);
        // Two late heartbeats in a row are ordinary; a tighter timeout would fail healthy work.
        long least = timing.heartbeatInterval().toSeconds() * MIN_HEARTBEATS;
        if (server.nodeTimeout().toSeconds() < least) {
            throw new ConfigException(
                    "server.node_timeout_secs",
                    server.nodeTimeout().toSeconds(),
                    "must be at least "
                            + MIN_HEARTBEATS
                            + " heartbeat intervals, so "
                            + least
                            + " with timing.heartbeat_interval_secs = "
                            + timing.heartbeatInterval().toSeconds());
        }
    }

    /** Whoever reaches a listener beyond this machine could run work on the fleet. */
    private GatewayConfig withSecret(ConfigReader reader) {
        Set<String> unasked = unasked();
        for (ListenerConfig listener : listeners) {
            if (listener.serves("openclaw")
                    && openclaw.auth().secret() == null
                    && !listener.bindAddress().loopback()
                    && unasked.contains(listener.name())) {
                reader.problem(
                        null,
                        "gateway.auth.token",
                        null,
                        "must be given: listener "
                                + listener.name()
                                + " is beyond this machine, and nobody is asked who they are there");
            }
        }
        return this;
    }

    /**
     * Reads every section, in the order of the reference file; null when they do not go together.
     */
    static @Nullable GatewayConfig read(ConfigReader reader) {
        ServerConfig server = ServerConfig.read(reader.section("server"));
        TimingConfig timing = TimingConfig.read(reader.section("timing"));
        TlsConfig tls = TlsConfig.read(reader.section("tls"));
        List<ListenerConfig> written =
                ListenerConfig.read(reader.sections("listener"), server.bindAddress(), tls);
        AuthConfig auth = AuthConfig.read(reader.section("auth"));
        StorageConfig storage = StorageConfig.read(reader.section("storage"));
        AuditConfig audit = AuditConfig.read(reader.section("audit"));
        SchedulerConfig scheduler =
                SchedulerConfig.read(reader.section("scheduler"), reader.functions());
        WorkloadsConfig workloads =
                WorkloadsConfig.read(reader.section("workloads"), reader.section("workspaces"));
        RecoveryConfig recovery = RecoveryConfig.read(reader.section("recovery"));
        MeshConfig mesh = MeshConfig.read(reader.section("mesh"));
        DiscoveryConfig discovery = DiscoveryConfig.read(reader.section("discovery"));
        MembershipConfig membership = MembershipConfig.read(reader.section("membership"));
        OpenClawReader.Read openclaw = OpenClawReader.read(reader, written, tls);
        HealthConfig health = HealthConfig.read(reader.section("health"));
        LogConfig log = LogConfig.read(reader.section("log"));
        LimitsConfig limits =
                LimitsConfig.read(
                        reader.section("limits"), reader.section("shutdown"), server.maxNodes());
        return reader.whole(() ->
                new GatewayConfig(
                                server,
                                openclaw.listeners(),
                                timing,
                                tls,
                                auth,
                                storage,
                                audit,
                                scheduler,
                                workloads,
                                recovery,
                                mesh,
                                discovery,
                                membership,
                                openclaw.config(),
                                health,
                                log,
                                limits)
                        .withSecret(reader));
    }

    /**
     * What the transport needs of it.
     *
     * @param mostConnections that this process can hold
     */
    public NetSettings netSettings(int mostConnections) {
        return new NetSettings(
                new InetSocketAddress(server.bindAddress().host(), server.bindAddress().port()),
                0,
                limits.connections().with(limits.connections().room().within(mostConnections)),
                limits.messages(),
                limits.outbound(),
                limits.http(),
                new Browsers(server.hostNames(), server.allowedOrigins()),
                new Proxies(
                        unasked(),
                        Stream.concat(server.trustedProxies().stream(), openclaw.proxies().stream())
                                .toList()));
    }

    /** Whether callers are asked who they are, by whichever listener. */
    public boolean asksCallers() {
        return !unasked().containsAll(names());
    }

    /** Listeners at which nobody is asked: as said, else where no others can be callers. */
    public Set<String> unasked() {
        Boolean said = auth.enabled();
        boolean usual = said == null ? !localOnly() : said;
        Set<String> unasked = new TreeSet<>(usual ? Set.of() : names());
        for (ListenerConfig listener : listeners) {
            if (Boolean.TRUE.equals(listener.auth())) {
                unasked.remove(listener.name());
            } else if (listener.auth() != null) {
                unasked.add(listener.name());
            }
        }
        return unasked;
    }

    private Set<String> names() {
        return Stream.concat(
                        Stream.of(ListenerConfig.SERVER),
                        listeners.stream().map(ListenerConfig::name))
                .collect(Collectors.toSet());
    }

    /** Whether only this machine can reach it, by whichever listener. */
    public boolean localOnly() {
        return server.bindAddress().loopback()
                && listeners.stream().allMatch(listener -> listener.bindAddress().loopback());
    }

    /** Where other machines can reach it without TLS: what is said there can be read on the way. */
    public List<ListenAddress> cleartextAddresses() {
        Stream<ListenAddress> further =
                listeners.stream()
                        .filter(listener -> !listener.tls())
                        .map(ListenerConfig::bindAddress);
        boolean said = listeners.stream().anyMatch(ListenerConfig::isServer);
        Stream<ListenAddress> first =
                said || tls.enabled() ? Stream.empty() : Stream.of(server.bindAddress());
        return Stream.concat(first, further).filter(address -> !address.loopback()).toList();
    }

    /** How many connections it allows in all. */
    public long connections() {
        ConnectionLimits connections = limits.connections();
        return server.maxNodes()
                + 2L * connections.room().maxSessions() // operators, and nodes not registered yet
                + connections.room().maxOthers();
    }

    /** What the cluster's state needs of it. */
    public CoreSettings coreSettings() {
        return new CoreSettings(
                server.nodeTimeout(),
                workloads.startTimeout(),
                workloads.stopTimeout(),
                workloads.stopGrace(),
                timing.forgetNodeAfter(),
                workloads.keepFinished(),
                server.maxNodes(),
                workloads.maxWorkloads(),
                storage.maxEvents(),
                workloads.undeclaredClusters(),
                discovery.limits(),
                server.losses(),
                scheduler.options().seed(),
                recovery.settings(),
                limits.answers());
    }
}
