package dev.clawgateway.server.metrics;

import dev.clawgateway.control.SchedulerQueries;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.control.readings.Telemetry;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.gate.TrafficCounters;
import dev.clawgateway.net.websocket.Sessions;
import dev.clawgateway.server.dialect.Figure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** All metrics of one gateway, and the page that shows them. Safe from any thread. */
public final class GatewayMetrics implements Meters {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<ScrapedMetrics> scraped = new CopyOnWriteArrayList<>();
    private final DialectFigures figures = new DialectFigures();
    private final ReentrantLock scraping = new ReentrantLock();
    private final Time time;
    private final ProcessMetrics process;
    private final LoopMetrics loop;

    public GatewayMetrics(String version, Time time) {
        registry.config().meterFilter(new VisibleLabels());
        process = new ProcessMetrics(registry, version);
        this.time = time;
        loop = new LoopMetrics(registry, time);
    }

    @Override
    public LoopMetrics loop() {
        return loop;
    }

    @Override
    public void watchControl(IntSupplier inboxDepth, int inboxCapacity, BooleanSupplier healthy) {
        Gauge.builder("gateway.inbox.commands", inboxDepth::getAsInt)
                .description("Commands that wait for the control thread")
                .register(registry);
        Gauge.builder("gateway.inbox.capacity.commands", () -> inboxCapacity)
                .description("Commands that may wait before further ones are refused")
                .register(registry);
        Gauge.builder("gateway.store.healthy", () -> healthy.getAsBoolean() ? 1 : 0)
                .description("Whether decisions are still being made durable")
                .register(registry);
    }

    @Override
    public void watch(List<Figure> own) {
        figures.show(own, registry);
    }

    @Override
    public void watchFleet(ClusterView view, Telemetry telemetry) {
        FleetMetrics.show(view, time, registry);
        scraped.add(new DeviceMetrics(view, telemetry, time, registry));
    }

    @Override
    public Runnable watchWaiting(ClusterView view, SchedulerQueries scheduler, Time time) {
        WaitingMetrics waiting = new WaitingMetrics(view, scheduler, time, registry);
        scraped.add(waiting);
        return waiting::count;
    }

    @Override
    public void watchTraffic(
            Sessions sessions, TrafficCounters traffic, WorkloadLogs logs, Time time) {
        scraped.add(new TrafficMetrics(sessions, traffic, logs, time, registry));
    }

    @Override
    public Scrape scrape(String accept) {
        String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
        scraping.lock();
        try {
            scraped.forEach(ScrapedMetrics::refresh);
            return new Scrape(type, registry.scrape(type));
        } finally {
            scraping.unlock();
        }
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }
}
