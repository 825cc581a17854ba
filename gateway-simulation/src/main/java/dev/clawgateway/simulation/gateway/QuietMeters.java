package dev.clawgateway.simulation.gateway;

import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.FleetTotals;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.metrics.Meters;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Counts nothing: a world has its own judge. */
final class QuietMeters implements Meters {
    private int deadlines;
    private @Nullable ClusterView view;

    /** How many things the gateway will have to look at some day. */
    int deadlines() {
        return deadlines;
    }

    /** What it counts of its fleet; null before it has one. */
    @Nullable FleetTotals totals() {
        return view == null ? null : view.totals();
    }

    @Override
    public Scrape scrape(String accept) {
        return new Scrape("text/plain; version=0.0.4", "up 1\n");
    }

    @Override
    public LoopObserver loop() {
        return new LoopObserver() {
            @Override
            public void turnEnded(int left, int answers) {
                deadlines = left;
            }
        };
    }

    @Override
    public void watchControl(IntSupplier inboxDepth, int inboxCapacity, BooleanSupplier healthy) {}

    @Override
    public void watch(List<Figure> own) {}

    @Override
    public void watchFleet(ClusterView fleet, Telemetry telemetry) {
        view = fleet;
    }

    @Override
    public Runnable watchWaiting(ClusterView view, SchedulerQueries scheduler, Time time) {
        return () -> {};
    }

    @Override
    public void watchTraffic(
            Sessions sessions, TrafficCounters traffic, WorkloadLogs logs, Time time) {}

    @Override
    public void close() {}
}
