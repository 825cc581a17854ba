package dev.clawgateway.server.http;

import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.health.HealthMonitor;
import dev.clawgateway.server.health.HealthSource;
import dev.clawgateway.server.health.ListenerAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * {@code /health}, {@code /ready} and {@code /}. Each reads counts that are kept up to date, so it
 * costs the same whatever the size of the fleet and may run on an event loop.
 */
public final class SharedEndpoints {
    private final ClusterView view;
    private final HealthSource source;
    private final HealthMonitor monitor;
    private final Time time;
    private final long startedNanos;
    private final About about;

    /**
     * What is told of the gateway besides how it is.
     *
     * @param sessions open WebSocket sessions
     * @param listeners that are listened at now
     * @param readyRequiresNodes whether the gateway is ready only with a node connected
     */
    public record About(
            String version,
            IntSupplier sessions,
            Supplier<List<ListenerAccount>> listeners,
            BooleanSupplier readyRequiresNodes) {}

    /** Endpoints of a gateway that starts now. */
    public SharedEndpoints(
            ClusterView view, HealthSource source, HealthMonitor monitor, Time time, About about) {
        this.view = view;
        this.source = source;
        this.monitor = monitor;
        this.time = time;
        this.startedNanos = time.nanos();
        this.about = about;
    }

    /** Whether the gateway can do its job. */
    public boolean works() {
        return source.health() != HealthSource.Health.UNHEALTHY;
    }

    /** Why it is not ready; empty when it is. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>(source.notReady());
        if (about.readyRequiresNodes().getAsBoolean() && view.totals().connectedNodes() == 0) {
            reasons.add("no nodes connected");
        }
        return reasons;
    }

    /** For how long it has run. */
    public Duration uptime() {
        return Duration.ofNanos(time.nanos() - startedNanos);
    }

    /** Whether more is asked for than how it is; then that is answered. */
    public boolean detailed(Exchange exchange) {
        if (!"1".equals(exchange.query("detail"))) {
            return false;
        }
        byte[] detail = JsonTree.MAPPER.writeValueAsBytes(monitor.status().json());
        exchange.answer(RouteAnswer.json(works() ? 200 : 503, detail));
        return true;
    }

    void health(Exchange exchange) {
        HealthSource.Health health = source.health();
        int status = health == HealthSource.Health.UNHEALTHY ? 503 : 200;
        if (detailed(exchange)) {
            return;
        }
        String word = health.name().toLowerCase(Locale.ROOT);
        exchange.answer(
                wantsText(exchange.header("Accept"))
                        ? RouteAnswer.text(
                                status, health == HealthSource.Health.HEALTHY ? "OK" : word)
                        : RouteAnswer.json(status, Json.utf8(healthBody(word))));
    }

    /** The same as always JSON, and with the name for the time that other APIs have. */
    public void apiHealth(Exchange exchange) {
        HealthSource.Health health = source.health();
        HealthBody body = healthBody(health.name().toLowerCase(Locale.ROOT));
        exchange.answer(
                RouteAnswer.json(
                        health == HealthSource.Health.UNHEALTHY ? 503 : 200,
                        Json.utf8(
                                new ApiHealthBody(
                                        body.status(),
                                        body.version(),
                                        body.nodes(),
                                        body.workloads(),
                                        body.connections(),
                                        body.uptimeSecs(),
                                        body.uptimeSecs(),
                                        body.timestamp(),
                                        body.reasons()))));
    }

    /** JSON unless plain text is liked better. */
    private static boolean wantsText(String accept) {
        return AcceptHeader.quality(accept, "text", "plain")
                > AcceptHeader.quality(accept, "application", "json");
    }

    private HealthBody healthBody(String word) {
        FleetTotals totals = view.totals();
        return new HealthBody(
                word,
                about.version(),
                totals.connectedNodes(),
                totals.activeWorkloads(),
                about.sessions().getAsInt(),
                uptime().toSeconds(),
                Json.seconds(time.now()),
                about.listeners().get(),
                source.warnings());
    }

    void ready(Exchange exchange) {
        List<String> reasons = reasons();
        boolean ready = reasons.isEmpty();
        exchange.answer(
                RouteAnswer.json(ready ? 200 : 503, Json.utf8(new ReadyBody(ready, reasons))));
    }

    void root(Exchange exchange) {
        byte[] line = Json.utf8(new RootBody("claw-gateway", about.version()));
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        exchange.answer(RouteAnswer.json(200, ended));
    }

    private record HealthBody(
            String status,
            String version,
            int nodes,
            int workloads,
            int connections,
            long uptimeSecs,
            BigDecimal timestamp,
            List<ListenerAccount> listeners,
            List<String> reasons) {}

    private record ApiHealthBody(
            String status,
            String version,
            int nodes,
            int workloads,
            int connections,
            long uptime,
            long uptimeSecs,
            BigDecimal timestamp,
            List<String> reasons) {}

    private record ReadyBody(boolean ready, List<String> reasons) {}

    private record RootBody(String name, String version) {}
}
