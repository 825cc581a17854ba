package dev.clawgateway.server.metrics;

import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.gate.TrafficCounters.Counts;
import dev.clawgateway.net.websocket.Session;
import dev.clawgateway.net.websocket.Sessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sessions, and what goes over them. */
final class TrafficMetrics implements ScrapedMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration[] SILENCES = {
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(90),
        Duration.ofSeconds(120)
    };

    private final Sessions sessions;
    private final Time time;
    private final MeterRegistry registry;
    private final List<LabelledCounters> counters = new ArrayList<>();
    private final int[] silent = new int[SILENCES.length];
    private double maxAge;

    TrafficMetrics(
            Sessions sessions,
            TrafficCounters traffic,
            WorkloadLogs logs,
            Time time,
            MeterRegistry registry) {
        this.sessions = sessions;
        this.time = time;
        this.registry = registry;
        frames(traffic);
        count(traffic.refusals(), "gateway.refusals", "Connections and requests refused", "reason");
        count(
                traffic.violations(),
                "gateway.protocol.violations",
                "Rules and limits that peers broke",
                "rule");
        count(
                traffic.closes(),
                "gateway.sessions.closed",
                "Sessions that the gateway ended",
                "cause");
        count(
                traffic.drops(),
                "gateway.dropped",
                "What was dropped because too much came at once",
                "kind");
        sessionGauges();
        Gauge.builder("gateway.outbound.bytes", traffic, TrafficCounters::pendingBytes)
                .description("Payload of messages that wait to be sent, over all sessions")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.inbound.bytes", traffic, TrafficCounters::inboundBytes)
                .description("Messages and requests that have arrived in part, all connections")
                .strongReference(true)
                .register(registry);
        logGauges(logs);
    }

    private void frames(TrafficCounters traffic) {
        String frames = "gateway.frames";
        String framesText = "Messages of sessions, by direction and type";
        String bytes = "gateway.frame.bytes";
        String bytesText = "Payload of messages of sessions, by direction and type";
        Tags in = Tags.of("direction", "in");
        Tags out = Tags.of("direction", "out");
        count(traffic.framesIn(), frames, framesText, in, "type");
        count(traffic.framesOut(), frames, framesText, out, "type");
        count(traffic.bytesIn(), bytes, bytesText, in, "type");
        count(traffic.bytesOut(), bytes, bytesText, out, "type");
    }

    private void count(Counts family, String name, String description, String label) {
        count(family, name, description, Tags.empty(), label);
    }

    private void count(Counts family, String name, String description, Tags tags, String label) {
        counters.add(new LabelledCounters(family, registry, name, description, tags, label));
    }

    private void sessionGauges() {
        for (PeerRole role : PeerRole.values()) {
            Gauge.builder("gateway.sessions", sessions, open -> open.count(role))
                    .description("Open WebSocket sessions, by role")
                    .tag("role", role.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("gateway.heartbeat.age.max.seconds", this, metrics -> metrics.maxAge)
                .description("Longest silence of a connected node")
                .strongReference(true)
                .register(registry);
        for (int i = 0; i < SILENCES.length; i++) {
            int index = i;
            Gauge.builder("gateway.silent.nodes", this, metrics -> metrics.silent[index])
                    .description("Connected nodes not heard for longer than a time")
                    .tag("longer_than", SILENCES[i].toSeconds() + "s")
                    .strongReference(true)
                    .register(registry);
        }
    }

    private void logGauges(WorkloadLogs logs) {
        Gauge.builder("gateway.log.bytes", logs, WorkloadLogs::bytes)
                .description("Memory that kept log lines take, about")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.log.workloads", logs, WorkloadLogs::workloads)
                .description("Workloads with kept log lines")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void refresh() {
        counters.forEach(LabelledCounters::refresh);
        int[] counts = new int[SILENCES.length];
        long oldest = 0;
        long now = time.nanos();
        for (Session session : sessions.registered()) {
            long age = now - session.lastHeardNanos();
            oldest = Math.max(oldest, age);
            for (int i = 0; i < SILENCES.length; i++) {
                counts[i] += age > SILENCES[i].toNanos() ? 1 : 0;
            }
        }
        maxAge = oldest / NANOS_PER_SECOND;
        System.arraycopy(counts, 0, silent, 0, counts.length);
    }
}
