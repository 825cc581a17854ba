package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.control.operations.GatewayOperations;
import dev.clawgateway.control.operations.configuration.ConfigurationOperations;
import dev.clawgateway.control.operations.configuration.KnownSetting;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.ClientRole;
import dev.clawgateway.protocol.openclaw.StateVersion;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.dialect.openclaw.broadcast.Broadcaster;
import dev.clawgateway.server.dialect.openclaw.broadcast.Calm;
import dev.clawgateway.server.dialect.openclaw.broadcast.EventTable;
import dev.clawgateway.server.dialect.openclaw.broadcast.StateVersions;
import dev.clawgateway.server.dialect.openclaw.handshake.Greeting;
import dev.clawgateway.server.dialect.openclaw.method.MethodEntry;
import dev.clawgateway.server.dialect.openclaw.presence.GatewayIdentity;
import dev.clawgateway.server.dialect.openclaw.presence.PresenceList;
import dev.clawgateway.server.dialect.openclaw.presence.PresenceMethods;
import dev.clawgateway.server.dialect.openclaw.session.ClientListener;
import dev.clawgateway.server.dialect.openclaw.session.Clients;
import dev.clawgateway.server.dialect.openclaw.session.EventLimits;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.logging.RecentLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the gateway stands: what clients are told of it when they come, when it changes, and as a
 * sign of life. Many changes at once are told once. Safe from any thread.
 */
public final class GatewayNews implements Greeting, ClientListener {
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofSeconds(10);

    private final Clients clients;
    private final Supplier<EventLimits> limits;
    private final Needs needs;
    private final StateVersions versions = new StateVersions();
    private final Broadcaster broadcaster;
    private final PresenceList presence;
    private final StatusMethods status;
    private final Calm health;
    private final long startedNanos;

    /** As it was told last. */
    private volatile PresenceList.Shown shown;

    /**
     * What it takes.
     *
     * @param configuration null where there is none to show
     * @param lines of the log
     * @param outbound bounds on what waits for any session, as they are now
     * @param queries runs what takes its time
     * @param teller runs one after the other what is told to all
     */
    public record Needs(
            GatewayOperations gateway,
            @Nullable ConfigurationOperations configuration,
            HealthMonitor monitor,
            RecentLines lines,
            GatewayIdentity identity,
            Supplier<OutboundLimits> outbound,
            TrafficCounters traffic,
            Timers timers,
            Time time,
            Executor queries,
            Executor teller) {}

    /**
     * Of a gateway that starts now.
     *
     * @param limits on what waits for these clients, as they are now
     */
    public GatewayNews(Clients clients, Supplier<EventLimits> limits, Needs needs) {
        this.clients = clients;
        this.limits = limits;
        this.needs = needs;
        Time time = needs.time();
        startedNanos = time.nanos();
        broadcaster = new Broadcaster(clients, versions, limits, needs.traffic());
        Calm tellPresence = calm(this::tellPresence);
        presence = new PresenceList(needs.identity(), versions, tellPresence::occasion, time);
        shown = presence.shown();
        status =
                new StatusMethods(
                        needs.monitor(), needs.gateway(), needs.identity().version(), time);
        health = calm(() -> broadcaster.broadcast("health", status.health()));
        needs.monitor().listen(this::healthChanged);
    }

    private Calm calm(Runnable task) {
        return new Calm(needs.timers(), needs.time(), needs.teller(), QUIET, LATEST, task);
    }

    /** By which all else is told. */
    public Broadcaster broadcaster() {
        return broadcaster;
    }

    /** For Prometheus. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (ClientRole role : ClientRole.values()) {
            figures.add(
                    Figure.gauge(
                            "gateway.openclaw.clients",
                            "Clients of the OpenClaw dialect that were let in, by role",
                            Map.of("role", role.text()),
                            () -> clients.count(role)));
        }
        return figures;
    }

    /** What can be asked of it. */
    public List<MethodEntry> entries() {
        Time time = needs.time();
        GatewayOperations gateway = needs.gateway();
        List<MethodEntry> entries = new ArrayList<>(status.entries());
        entries.addAll(new PresenceMethods(presence, gateway, needs.queries(), time).entries());
        entries.addAll(new LogMethods(needs.lines(), gateway, needs.queries()).entries());
        entries.addAll(
                new ConfigMethods(needs.configuration(), gateway, needs.identity().version(), time)
                        .entries());
        entries.addAll(new ChannelMethods(needs.monitor(), gateway, time).entries());
        entries.addAll(new IdentityMethods().entries());
        entries.addAll(NeutralMethods.entries());
        return entries;
    }

    @Override
    public void joined(OpenClawClient client) {
        client.session().limit(limits.get().policy(client.role(), needs.outbound().get()));
        client.session().endsPlainly(true);
        presence.joined(client);
    }

    @Override
    public void left(OpenClawClient client) {
        presence.left(client);
    }

    private void tellPresence() {
        PresenceList.Shown now = presence.shown();
        shown = now;
        ObjectNode payload = JsonTree.MAPPER.createObjectNode();
        payload.set("presence", now.entries());
        broadcaster.broadcast("presence", payload);
    }

    private void healthChanged() {
        versions.healthChanged();
        health.occasion();
    }

    /** A duty: the sign of life. Every client waits for it, however busy it is. */
    public void tick() {
        broadcaster.broadcast("tick", now());
        shown = presence.shown(); // what has faded meanwhile is nobody's news
    }

    private ObjectNode now() {
        return JsonTree.MAPPER.createObjectNode().put("ts", needs.time().now().toEpochMilli());
    }

    /** The gateway stops: they are told before anything else is done about it. */
    public void stopping() {
        broadcaster.broadcast(
                "shutdown", JsonTree.MAPPER.createObjectNode().put("reason", "gateway stopping"));
    }

    /**
     * The configuration was read again.
     *
     * @param waiting keys that count after a restart
     */
    public void configurationChanged(List<KnownSetting> inForce, List<String> waiting) {
        ShownConfiguration now = ShownConfiguration.of(inForce);
        ObjectNode payload = JsonTree.MAPPER.createObjectNode();
        payload.put("path", now.path()).put("hash", now.hash());
        payload.put("ts", needs.time().now().toEpochMilli());
        if (!waiting.isEmpty()) {
            waiting.forEach(payload.putArray("restart")::add);
        }
        broadcaster.broadcast("config.changed", payload);
    }

    @Override
    public JsonNode presence() {
        return shown.entries();
    }

    @Override
    public JsonNode health() {
        return status.health();
    }

    @Override
    public StateVersion stateVersion() {
        return new StateVersion(shown.version().presence(), versions.now().health());
    }

    @Override
    public long uptimeMillis() {
        return Duration.ofNanos(needs.time().nanos() - startedNanos).toMillis();
    }

    @Override
    public List<String> events() {
        return EventTable.names();
    }

    @Override
    public long maxBufferedBytes(ClientRole role) {
        return limits.get().bytes(role);
    }
}
