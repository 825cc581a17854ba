package dev.clawgateway.server.dialect.openclaw.gateway;

import dev.clawgateway.net.http.Exchange;
import dev.clawgateway.net.http.Family;
import dev.clawgateway.net.http.Handler;
import dev.clawgateway.net.http.Route;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.dialect.openclaw.handshake.Phase;
import dev.clawgateway.server.http.SharedEndpoints;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the gateway is, in the words of OpenClaw's own: for listeners that serve nothing else. Costs
 * the same whatever the size of the fleet, and may run on an event loop.
 */
public final class LiveRoutes {
    private final SharedEndpoints shared;
    private final Supplier<Phase> phase;
    private final String version;
    private final Family root;

    /**
     * The routes.
     *
     * @param phase of the gateway
     * @param version of it
     */
    public LiveRoutes(SharedEndpoints shared, Supplier<Phase> phase, String version, Family root) {
        this.shared = shared;
        this.phase = phase;
        this.version = version;
        this.root = root;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                route("/health", "health", this::health),
                route("/healthz", "health", this::health),
                route("/ready", "ready", this::ready),
                route("/readyz", "ready", this::ready),
                route("/startup", "startup", this::startup),
                route("/startupz", "startup", this::startup));
    }

    private Route route(String path, String operation, Handler handler) {
        return Route.get(path, operation, root, handler);
    }

    private void health(Exchange exchange) {
        if (shared.detailed(exchange)) {
            return;
        }
        boolean works = shared.works();
        answer(
                exchange,
                works,
                object().put("ok", works).put("status", works ? "live" : "failing"));
    }

    /** What is wrong is told to this machine only. */
    private void ready(Exchange exchange) {
        List<String> reasons = shared.reasons();
        ObjectNode body = object().put("ready", reasons.isEmpty());
        if (exchange.peer().local()) {
            reasons.forEach(body.putArray("failing")::add);
            body.put("uptimeMs", shared.uptime().toMillis());
        }
        answer(exchange, reasons.isEmpty(), body);
    }

    private void startup(Exchange exchange) {
        Phase now = phase.get();
        String status =
                switch (now) {
                    case STARTING -> "starting";
                    case SERVING -> "started";
                    case STOPPING -> "draining";
                };
        answer(
                exchange,
                now == Phase.SERVING,
                object().put("ok", now == Phase.SERVING)
                        .put("status", status)
                        .put("version", version)
                        .put("uptimeMs", shared.uptime().toMillis()));
    }

    private static ObjectNode object() {
        return JsonTree.MAPPER.createObjectNode();
    }

    private static void answer(Exchange exchange, boolean good, ObjectNode body) {
        exchange.answer(
                RouteAnswer.json(good ? 200 : 503, JsonTree.MAPPER.writeValueAsBytes(body)));
    }
}
