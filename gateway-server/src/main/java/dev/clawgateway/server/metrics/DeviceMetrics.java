package dev.clawgateway.server.metrics;

import dev.clawgateway.control.operations.fleet.Capacity;
import dev.clawgateway.control.operations.fleet.FleetReport;
import dev.clawgateway.control.operations.fleet.FleetWalk;
import dev.clawgateway.control.operations.fleet.Use;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals.ModelTotals;
import dev.clawgateway.core.time.Time;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private static final double PERCENT = 100;

    private final ClusterView view;
    private final Telemetry telemetry;
    private final Time time;
    private final MultiGauge capacity;
    private final MultiGauge usable;
    private final MultiGauge allocated;
    private final MultiGauge free;
    private final MultiGauge unavailable;
    private final MultiGauge missing;
    private final MultiGauge unhealthy;
    private final MultiGauge utilization;
    private final MultiGauge idle;

    DeviceMetrics(ClusterView view, Telemetry telemetry, Time time, MeterRegistry registry) {
        this.view = view;
        this.telemetry = telemetry;
        this.time = time;
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
        idle =
                gauge(
                        registry,
                        "gateway.gpus.idle",
                        "GPUs held for 15 minutes and hardly used (under 5 percent), by model");
        Gauge.builder("gateway.reading.histories", telemetry, Telemetry::histories)
                .description(
                        "GPUs of which readings are kept; at the limit those of others are not")
                .strongReference(true)
                .register(registry);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Override
    public void refresh() {
        Set<String> named = named(view.totals().gpusByModel());
        FleetReport fleet = FleetWalk.over(view, telemetry, time.now());
        Map<String, Capacity> capacities = new TreeMap<>();
        Map<String, Mean> means = new TreeMap<>();
        Map<String, Integer> idles = new TreeMap<>();
        for (FleetReport.Model model : fleet.models()) {
            String label = label(model.name(), named);
            Use use = model.use();
            capacities.merge(label, model.gpus(), Capacity::plus);
            idles.merge(label, use.idle(), Integer::sum);
            Double percent = use.percent();
            if (percent != null) {
                means.computeIfAbsent(label, _ -> new Mean()).add(percent / PERCENT, use.read());
            }
        }
        show(capacity, capacities, gpus -> gpus.total() / MILLIS);
        show(usable, capacities, gpus -> (gpus.held() + gpus.free()) / MILLIS);
        show(allocated, capacities, gpus -> gpus.held() / MILLIS);
        show(free, capacities, gpus -> gpus.free() / MILLIS);
        showUnavailable(capacities);
        show(idle, idles, Integer::doubleValue);
        missing.register(
                List.of(MultiGauge.Row.of(Tags.empty(), fleet.missingMilli() / MILLIS)), true);
        unhealthy.register(List.of(MultiGauge.Row.of(Tags.empty(), fleet.unhealthy())), true);
        show(utilization, means, Mean::value);
    }

    private void showUnavailable(Map<String, Capacity> capacities) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        capacities.forEach((model, gpus) ->
                gpus.unavailable()
                        .forEach((reason, milli) ->
                                rows.add(
                                        MultiGauge.Row.of(
                                                Tags.of("model", model, "reason", reason),
                                                milli / MILLIS))));
        unavailable.register(rows, true);
    }

    /** Models that get a label of their own. */
    static Set<String> named(Map<String, ModelTotals> byModel) {
        if (byModel.size() <= MAX_MODELS) {
            return byModel.keySet();
        }
        return byModel.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().capacity()))
                .limit(MAX_MODELS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    static String label(String model, Set<String> named) {
        if (!named.contains(model)) {
            return OTHER;
        }
        return model.length() <= MAX_LABEL_CHARS ? model : model.substring(0, MAX_LABEL_CHARS);
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

        void add(double value, int times) {
            sum += value * times;
            count += times;
        }

        double value() {
            return sum / count;
        }
    }
}
