package dev.clawgateway.server.metrics;

import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.operations.fleet.WaitingFor;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.placement.HoldUp;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many workloads wait for what, and how many more would fit. The engine counts when told to,
 * every few seconds; a scrape reads what it said last and costs it nothing.
 */
final class WaitingMetrics implements ScrapedMetrics {
    private final ClusterView view;
    private final SchedulerQueries scheduler;
    private final Time time;
    private final MultiGauge pending;
    private final MultiGauge fitting;
    private volatile WaitingFor counted = WaitingFor.NOTHING;
    private volatile List<Room> rooms = List.of();

    WaitingMetrics(
            ClusterView view, SchedulerQueries scheduler, Time time, MeterRegistry registry) {
        this.view = view;
        this.scheduler = scheduler;
        this.time = time;
        pending =
                MultiGauge.builder("gateway.pending.workloads")
                        .description(
                                "Workloads that wait, by what they wait for, as counted every few"
                                        + " seconds")
                        .register(registry);
        fitting =
                MultiGauge.builder("gateway.requests.fitting")
                        .description(
                                "More requests for so many whole GPUs of one node that would start"
                                        + " now, each kind alone, by model")
                        .register(registry);
    }

    /** Has them counted anew; an overloaded control thread is left alone. */
    void count() {
        FleetTotals totals = view.totals();
        int waiting = totals.workloadsByState().getOrDefault(WorkloadState.PENDING, 0);
        int gated = totals.gatedWorkloads();
        boolean none = waiting == gated;
        if (none) {
            counted = new WaitingFor(WaitingCounts.NONE, gated, 0);
        }
        var _ =
                scheduler.ask(placer -> {
                    rooms = placer.room();
                    if (!none) {
                        counted = WaitingFor.of(totals, placer.waiting(time.moment()));
                    }
                });
    }

    @Override
    public void refresh() {
        WaitingFor now = counted;
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (HoldUp reason : HoldUp.values()) {
            rows.add(row(reason, now.of(reason)));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            if (reason.waitingHelps()) {
                rows.add(row(reason, now.of(reason)));
            }
        }
        pending.register(rows, true);
        showRooms();
    }

    private void showRooms() {
        Set<String> named = DeviceMetrics.named(view.totals().gpusByModel());
        Map<String, Map<Integer, Long>> byLabel = new TreeMap<>();
        for (Room room : rooms) {
            Map<Integer, Long> requests =
                    byLabel.computeIfAbsent(
                            DeviceMetrics.label(room.model(), named), _ -> new TreeMap<>());
            room.requests().forEach((gpus, fit) -> requests.merge(gpus, fit, Long::sum));
        }
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        byLabel.forEach((model, requests) ->
                requests.forEach((gpus, fit) ->
                        rows.add(
                                MultiGauge.Row.of(
                                        Tags.of("model", model, "gpus", Integer.toString(gpus)),
                                        fit))));
        fitting.register(rows, true);
    }

    private static MultiGauge.Row<?> row(Enum<?> reason, int workloads) {
        return MultiGauge.Row.of(Tags.of("reason", WaitingFor.word(reason)), workloads);
    }
}
