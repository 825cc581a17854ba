package dev.clawgateway.server.metrics;

import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.placement.HoldUp;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.WaitingCounts;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many workloads wait for what. The engine counts its queues when told to, every few seconds; a
 * scrape reads what it said last and costs it nothing.
 */
final class WaitingMetrics implements ScrapedMetrics {
    private final ClusterView view;
    private final SchedulerQueries scheduler;
    private final Time time;
    private final MultiGauge pending;
    private volatile Counted counted = Counted.NOTHING;

    /** The engine's counts, with those of the workloads that are in no queue. */
    private record Counted(WaitingCounts queued, int gated, int notQueued) {
        static final Counted NOTHING = new Counted(WaitingCounts.NONE, 0, 0);

        int of(HoldUp reason) {
            return switch (reason) {
                case GATE -> gated;
                case NOT_QUEUED -> notQueued;
                default -> queued.heldUp().getOrDefault(reason, 0);
            };
        }
    }

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
    }

    /** Has them counted anew; an overloaded control thread is left alone. */
    void count() {
        FleetTotals totals = view.totals();
        int waiting = totals.workloadsByState().getOrDefault(WorkloadState.PENDING, 0);
        int gated = totals.gatedWorkloads();
        if (waiting == gated) {
            counted = new Counted(WaitingCounts.NONE, gated, 0);
        } else {
            var _ =
                    scheduler.ask(placer -> {
                        WaitingCounts queued = placer.waiting(time.moment());
                        // What was submitted or started since the totals were read is in one only.
                        int others = Math.max(0, waiting - gated - queued.total());
                        counted = new Counted(queued, gated, others);
                    });
        }
    }

    @Override
    public void refresh() {
        Counted now = counted;
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (HoldUp reason : HoldUp.values()) {
            rows.add(row(reason, now.of(reason)));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            if (reason.waitingHelps()) {
                rows.add(row(reason, now.queued().refused().getOrDefault(reason, 0)));
            }
        }
        pending.register(rows, true);
    }

    private static MultiGauge.Row<?> row(Enum<?> reason, int workloads) {
        return MultiGauge.Row.of(
                Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)), workloads);
    }
}
