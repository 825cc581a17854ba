package dev.clawgateway.server.metrics;

import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.record.Drain;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Nodes and workloads, counted. */
final class FleetMetrics {
    private static final double BYTES_PER_MIB = 1 << 20;

    private FleetMetrics() {}

    static void show(ClusterView view, Time time, MeterRegistry registry) {
        gauge(view, registry, "gateway.known.nodes", "Nodes remembered", FleetTotals::nodes);
        gauge(
                view,
                registry,
                "gateway.connected.nodes",
                "Nodes with a live session",
                FleetTotals::connectedNodes);
        gauge(
                view,
                registry,
                "gateway.healthy.nodes",
                "Connected nodes, heard in time and not in drain",
                FleetTotals::healthyNodes);
        gauge(
                view,
                registry,
                "gateway.draining.nodes",
                "Nodes in drain",
                FleetTotals::drainingNodes);
        gauge(
                view,
                registry,
                "gateway.cordoned.nodes",
                "Nodes cordoned",
                FleetTotals::cordonedNodes);
        gauge(view, registry, "gateway.total.gpus", "GPUs of all known nodes", FleetTotals::gpus);
        gauge(
                view,
                registry,
                "gateway.gpu.memory.bytes",
                "Memory of the GPUs of all known nodes",
                totals -> totals.gpuMemoryMib() * BYTES_PER_MIB);
        gauge(
                view,
                registry,
                "gateway.active.workloads",
                "Workloads that are not finished",
                FleetTotals::activeWorkloads);
        gauge(
                view,
                registry,
                "gateway.adopted.workloads",
                "Workloads that nodes ran and this gateway did not know",
                totals -> totals.strange().adoptedWorkloads());
        gauge(
                view,
                registry,
                "gateway.held.unknown.attempts",
                "Attempts that nodes run, and of which no workload was made",
                totals -> totals.strange().heldAttempts());
        gauge(
                view,
                registry,
                "gateway.holding.differences",
                "Differences of what is held from what is known to be held, by the last look",
                totals -> totals.strange().holdingDifferences());
        gauge(
                view,
                registry,
                "gateway.other.fleets",
                "Fleets that connected nodes knew, besides this one",
                totals -> totals.strange().otherFleets().size());
        for (WorkloadState state : WorkloadState.values()) {
            Gauge.builder("gateway.workloads", view, v -> count(v, state))
                    .description("Workloads remembered, by state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        showDrains(view, time, registry);
        Gauge.builder("gateway.mass.silence", view, v -> waits(v.massAbsence()) ? 1 : 0)
                .description("Whether no work is given up since many nodes are silent together")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.missing.nodes", view, v -> v.missingNodes())
                .description("Nodes silent for so long that they may be given up soon")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.workspaces", view, v -> v.workspaces().size())
                .description("Workspaces, those that are being deleted too")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.devices", view, v -> v.access().devices().size())
                .description("Devices that are approved")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.maintenance.windows", view, v -> v.windows().size())
                .description("Maintenance windows that are planned or on")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.maintenance.nodes", view, FleetMetrics::closed)
                .description("Nodes that take no new work for a maintenance window")
                .strongReference(true)
                .register(registry);
        Gauge.builder("gateway.serving", view, v -> v.serving() ? 1 : 0)
                .description("Whether new work is placed: 0 in maintenance")
                .strongReference(true)
                .register(registry);
    }

    private static void showDrains(ClusterView view, Time time, MeterRegistry registry) {
        for (Drain.Phase phase : Drain.Phase.values()) {
            Gauge.builder("gateway.drains", view, v -> count(v, phase))
                    .description("Nodes in drain, by how far it is")
                    .tag("state", phase.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("gateway.drains.overdue", view, v -> overdue(v, time.now()))
                .description("Nodes in drain whose deadline has passed, and that are not drained")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder(
                        "gateway.drain.evictions", view, v -> v.totals().drains().evictions())
                .description("Workloads moved since the deadline of their node's drain has passed")
                .register(registry);
    }

    private static int count(ClusterView view, Drain.Phase phase) {
        return view.totals().drains().nodes().getOrDefault(phase, 0);
    }

    /** Looks at the fleet only while some drain goes on. */
    private static long overdue(ClusterView view, Instant now) {
        boolean none = view.totals().drainingNodes() == count(view, Drain.Phase.DRAINED);
        return none ? 0 : view.nodes().stream().filter(node -> overdue(node, now)).count();
    }

    private static boolean overdue(NodeRecord node, Instant now) {
        Drain drain = node.drain();
        Instant deadline = drain == null ? null : drain.deadline();
        return drain != null
                && drain.drained() == null
                && deadline != null
                && !now.isBefore(deadline);
    }

    /** Looks at the fleet only while some window keeps work away. */
    private static long closed(ClusterView view) {
        List<MaintenanceWindow> closing =
                view.windows().stream().filter(MaintenanceWindow::closed).toList();
        return closing.isEmpty()
                ? 0
                : view.nodes().stream()
                        .filter(node -> MaintenanceWindow.of(node, closing) != null)
                        .count();
    }

    private static boolean waits(@Nullable MassAbsence absence) {
        return absence != null && absence.waiting();
    }

    private static void gauge(
            ClusterView view,
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
}
