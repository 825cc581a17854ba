package dev.clawgateway.server.metrics;

import dev.clawgateway.control.LoopObserver;
import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.server.dialect.Figure;
import dev.clawgateway.server.http.MetricsPage;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Watches a gateway for whoever wants to know how it does. Reads what it is shown, no more. */
public interface Meters extends MetricsPage {
    /** What the control loop reports to. */
    LoopObserver loop();

    /**
     * Shows the control loop's inbox and store.
     *
     * @param healthy whether decisions are still being made durable
     */
    void watchControl(IntSupplier inboxDepth, int inboxCapacity, BooleanSupplier healthy);

    /** Shows what a dialect has of its own. */
    void watch(List<Figure> own);

    /** Shows nodes, workloads and GPUs. */
    void watchFleet(ClusterView view, Telemetry telemetry);

    /**
     * Shows how many workloads wait for what.
     *
     * @return has them counted anew; to be run every few seconds
     */
    Runnable watchWaiting(ClusterView view, SchedulerQueries scheduler, Time time);

    /** Shows sessions, their traffic, and the kept log lines. */
    void watchTraffic(Sessions sessions, TrafficCounters traffic, WorkloadLogs logs, Time time);

    /** Watches nothing any more. */
    void close();
}
