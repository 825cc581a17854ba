package dev.clawgateway.server.metrics;

import dev.clawgateway.control.readings.GpuReading;
import dev.clawgateway.control.readings.NodeSignals;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals.ModelTotals;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.Availability;
import dev.clawgateway.core.record.NodeDevices;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.workload.GpuGrant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * GPUs by model. Nodes name the models, so only the {@value #MAX_MODELS} most frequent get a label
 * of their own; the rest is {@code other}.
 */
final class DeviceMetrics implements ScrapedMetrics {
    static final int MAX_MODELS = 50;
    static final String OTHER = "other";

    private static final int MAX_LABEL_CHARS = 100;
    private static final double MILLIS = 1000;
    private static final long WHOLE = 1000;
    private static final double PERCENT = 100;

    private final ClusterView view;
    private final Telemetry telemetry;
    private final MultiGauge capacity;
    private final MultiGauge usable;
    private final MultiGauge allocated;
    private final MultiGauge free;
    private final MultiGauge unavailable;
    private final MultiGauge missing;
    private final MultiGauge unhealthy;
    private final MultiGauge utilization;

    DeviceMetrics(ClusterView view, Telemetry telemetry, MeterRegistry registry) {
        this.view = view;
        this.telemetry = telemetry;
        capacity = gauge(registry, "gateway.gpus.capacity", "GPUs of all known nodes, by model");
        usable = gauge(registry, "gateway.gpus.usable", "GPUs allocated or free, by model");
        allocated = gauge(registry, "gateway.gpus.allocated", "GPUs held by workloads, by model");
        free = gauge(registry, "gateway.gpus.free", "GPUs that could be given out now, by model");
        unavailable =
                gauge(
                        registry,
                        "gateway.gpus.unavailable",
                        "GPUs nobody holds, of nodes that take no new work, by model and reason");
        missing =
                gauge(
                        registry,
                        "gateway.gpus.missing",
                        "GPUs held by workloads that their nodes no longer have");
        unhealthy =
                gauge(
                        registry,
                        "gateway.gpus.unhealthy",
                        "GPUs reported unhealthy, which get no new work");
        utilization =
                gauge(
                        registry,
                        "gateway.gpu.utilization.ratio",
                        "Mean utilisation that connected nodes last measured, by model");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Override
    public void refresh() {
        Set<String> named = named(view.totals().gpusByModel());
        Map<String, ModelUse> uses = new TreeMap<>();
        double gone = 0;
        double ill = 0;
        for (NodeRecord node : view.nodes()) {
            NodeDevices devices = view.devices(node);
            gone += devices.missing().stream().mapToInt(GpuGrant::milli).sum() / MILLIS;
            ill += devices.unfit().size();
            for (NodeDevices.Device device : devices.devices()) {
                uses.computeIfAbsent(label(device.gpu().model(), named), _ -> new ModelUse())
                        .add(
                                device,
                                devices.availability(),
                                devices.unfit().containsKey(device.gpu().index()));
            }
        }
        show(capacity, uses, ModelUse::capacity);
        show(usable, uses, use -> (use.heldMilli + use.freeMilli) / MILLIS);
        show(allocated, uses, use -> use.heldMilli / MILLIS);
        show(free, uses, use -> use.freeMilli / MILLIS);
        showUnavailable(uses);
        missing.register(List.of(MultiGauge.Row.of(Tags.empty(), gone)), true);
        unhealthy.register(List.of(MultiGauge.Row.of(Tags.empty(), ill)), true);
        show(utilization, meanUtilization(named), Mean::value);
    }

    /** Devices of one model, built up during one refresh. */
    private static final class ModelUse {
        private int devices;
        private long heldMilli;
        private long freeMilli;
        private final Map<String, Long> unavailableMilli = new TreeMap<>();

        void add(NodeDevices.Device device, Availability availability, boolean ill) {
            devices++;
            heldMilli += device.heldMilli();
            long rest = WHOLE - device.heldMilli();
            if (availability == Availability.OPEN && !ill) {
                freeMilli += rest;
            } else if (availability != Availability.OPEN || rest > 0) {
                String reason =
                        availability == Availability.OPEN
                                ? "unhealthy"
                                : availability.name().toLowerCase(Locale.ROOT);
                unavailableMilli.merge(reason, rest, Long::sum);
            }
        }

        double capacity() {
            return devices;
        }
    }

    private void showUnavailable(Map<String, ModelUse> uses) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        uses.forEach((model, use) ->
                use.unavailableMilli.forEach((reason, milli) ->
                        rows.add(
                                MultiGauge.Row.of(
                                        Tags.of("model", model, "reason", reason),
                                        milli / MILLIS))));
        unavailable.register(rows, true);
    }

    private static Set<String> named(Map<String, ModelTotals> byModel) {
        if (byModel.size() <= MAX_MODELS) {
            return byModel.keySet();
        }
        return byModel.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().capacity()))
                .limit(MAX_MODELS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String label(String model, Set<String> named) {
        if (!named.contains(model)) {
            return OTHER;
        }
        return model.length() <= MAX_LABEL_CHARS ? model : model.substring(0, MAX_LABEL_CHARS);
    }

    private Map<String, Mean> meanUtilization(Set<String> named) {
        Map<String, Mean> means = new TreeMap<>();
        telemetry.forEach((id, signals) -> add(means, named, id, signals));
        return means;
    }

    private void add(Map<String, Mean> means, Set<String> named, NodeId id, NodeSignals signals) {
        List<GpuReading> readings = signals.readings();
        NodeRecord node = view.node(id);
        if (readings.isEmpty() || node == null || view.status(id) == NodeStatus.DISCONNECTED) {
            return;
        }
        Map<Integer, String> models = new HashMap<>();
        for (Gpu gpu : node.capacity().gpus()) {
            models.put(gpu.index(), label(gpu.model(), named));
        }
        for (GpuReading reading : readings) {
            String model = models.getOrDefault(reading.index(), OTHER);
            means.computeIfAbsent(model, _ -> new Mean())
                    .add(reading.utilizationPercent() / PERCENT);
        }
    }

    private static <T> void show(
            MultiGauge gauge, Map<String, T> byModel, ToDoubleFunction<T> value) {
        gauge.register(
                byModel.entrySet().stream()
                        .map(entry ->
                                MultiGauge.Row.of(
                                        Tags.of("model", entry.getKey()),
                                        value.applyAsDouble(entry.getValue())))
                        .toList(),
                true);
    }

    /** Built up during one refresh. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double value() {
            return sum / count;
        }
    }
}
