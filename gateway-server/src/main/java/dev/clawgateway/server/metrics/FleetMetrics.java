package dev.clawgateway.server.metrics;

import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.core.state.ClusterView;
import dev.clawgateway.core.state.FleetTotals;
import dev.clawgateway.core.state.WorkloadRecord;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Nodes and workloads, counted. */
final class FleetMetrics implements ScrapedMetrics {
    private static final double BYTES_PER_MIB = 1 << 20;

    private final ClusterView view;
    private final MultiGauge pending;

    FleetMetrics(ClusterView view, MeterRegistry registry) {
        this.view = view;
        gauge(registry, "gateway.known.nodes", "Nodes remembered", FleetTotals::nodes);
        gauge(
                registry,
                "gateway.connected.nodes",
                "Nodes with a live session",
                FleetTotals::connectedNodes);
        gauge(
                registry,
                "gateway.healthy.nodes",
                "Connected nodes, heard in time and not in drain",
                FleetTotals::healthyNodes);
        gauge(registry, "gateway.draining.nodes", "Nodes in drain", FleetTotals::drainingNodes);
        gauge(registry, "gateway.cordoned.nodes", "Nodes cordoned", FleetTotals::cordonedNodes);
        gauge(registry, "gateway.total.gpus", "GPUs of all known nodes", FleetTotals::gpus);
        gauge(
                registry,
                "gateway.gpu.memory.bytes",
                "Memory of the GPUs of all known nodes",
                totals -> totals.gpuMemoryMib() * BYTES_PER_MIB);
        gauge(
                registry,
                "gateway.active.workloads",
                "Workloads that are not finished",
                FleetTotals::activeWorkloads);
        for (WorkloadState state : WorkloadState.values()) {
            Gauge.builder("gateway.workloads", view, v -> count(v, state))
                    .description("Workloads remembered, by state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("gateway.serving", view, v -> v.serving() ? 1 : 0)
                .description("Whether new work is placed: 0 in maintenance")
                .strongReference(true)
                .register(registry);
        pending =
                MultiGauge.builder("gateway.pending.workloads")
                        .description("Workloads that wait, by what they wait for")
                        .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<FleetTotals> value) {
        Gauge.builder(name, view, v -> value.applyAsDouble(v.totals()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private static int count(ClusterView view, WorkloadState state) {
        return view.totals().workloadsByState().getOrDefault(state, 0);
    }

    @Override
    public void refresh() {
        Map<PendingReason, Integer> counts = new EnumMap<>(PendingReason.class);
        for (PendingReason reason : PendingReason.values()) {
            counts.put(reason, 0);
        }
        if (count(view, WorkloadState.PENDING) > 0) {
            for (WorkloadRecord workload : view.workloads()) {
                if (workload.state() == WorkloadState.PENDING) {
                    counts.merge(reason(workload), 1, Integer::sum);
                }
            }
        }
        pending.register(
                counts.entrySet().stream()
                        .map(count -> MultiGauge.Row.of(tags(count.getKey()), count.getValue()))
                        .toList(),
                true);
    }

    private static Tags tags(PendingReason reason) {
        return Tags.of("reason", reason.name().toLowerCase(Locale.ROOT));
    }

    private static PendingReason reason(WorkloadRecord workload) {
        if (!workload.pendingGates().isEmpty()) {
            return PendingReason.GATE;
        } else if (workload.spec().scheduling().queue().notBefore() != null) {
            return PendingReason.START_TIME;
        } else if (workload.target() != null) {
            return PendingReason.NAMED_NODE;
        }
        return PendingReason.CAPACITY;
    }

    /** What a workload waits for; the first that applies. */
    private enum PendingReason {
        GATE,
        /** It names an earliest start, and waits for that or, after it, for capacity. */
        START_TIME,
        NAMED_NODE,
        CAPACITY
    }
}
