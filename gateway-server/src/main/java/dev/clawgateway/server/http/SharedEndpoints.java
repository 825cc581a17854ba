package dev.clawgateway.server.http;

import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.HttpApi.Answer;
import dev.clawgateway.net.HttpApi.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * {@code /health}, {@code /ready} and {@code /}. Each reads counts that are kept up to date, so it
 * costs the same whatever the size of the fleet and may run on an event loop.
 */
public final class SharedEndpoints {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final ClusterView view;
    private final HealthSource source;
    private final IntSupplier sessions;
    private final Time time;
    private final long startedNanos;
    private final String version;
    private final boolean readyRequiresNodes;

    /**
     * Endpoints of a gateway that starts now.
     *
     * @param sessions open WebSocket sessions
     * @param readyRequiresNodes whether the gateway is ready only with a node connected
     */
    public SharedEndpoints(
            ClusterView view,
            HealthSource source,
            IntSupplier sessions,
            Time time,
            String version,
            boolean readyRequiresNodes) {
        this.view = view;
        this.source = source;
        this.sessions = sessions;
        this.time = time;
        this.startedNanos = time.nanos();
        this.version = version;
        this.readyRequiresNodes = readyRequiresNodes;
    }

    Answer health(Call call) {
        HealthSource.Health health = source.health();
        int status = health == HealthSource.Health.UNHEALTHY ? 503 : 200;
        String word = health.name().toLowerCase(Locale.ROOT);
        if (call.header("Accept").startsWith("text/plain")) {
            return Answer.text(status, TEXT, health == HealthSource.Health.HEALTHY ? "OK" : word);
        }
        return Answer.text(status, JSON, healthJson(word));
    }

    private String healthJson(String word) {
        FleetTotals totals = view.totals();
        Instant now = time.now();
        return "{\"status\":"
                + JsonText.quoted(word)
                + ",\"version\":"
                + JsonText.quoted(version)
                + ",\"nodes\":"
                + totals.connectedNodes()
                + ",\"workloads\":"
                + totals.activeWorkloads()
                + ",\"connections\":"
                + sessions.getAsInt()
                + ",\"uptime_secs\":"
                + Duration.ofNanos(time.nanos() - startedNanos).toSeconds()
                + ",\"timestamp\":"
                + String.format(Locale.ROOT, "%.3f", now.toEpochMilli() / 1000.0)
                + "}";
    }

    Answer ready() {
        List<String> reasons = new ArrayList<>(source.notReady());
        if (readyRequiresNodes && view.totals().connectedNodes() == 0) {
            reasons.add("no nodes connected");
        }
        boolean ready = reasons.isEmpty();
        return Answer.text(
                ready ? 200 : 503,
                JSON,
                "{\"ready\":" + ready + ",\"reasons\":" + JsonText.list(reasons) + "}");
    }

    Answer root() {
        return Answer.text(
                200,
                JSON,
                "{\"name\":\"claw-gateway\",\"version\":" + JsonText.quoted(version) + "}\n");
    }
}
