package dev.clawgateway.server.service;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.net.service.Supervisor;
import dev.clawgateway.server.reload.ReloadObserver;
import dev.clawgateway.server.reload.ReloadResult;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the service manager how the gateway is, as often as it wants to hear of it. A start is
 * given more time as long as it reads or writes; a gateway that serves is alive as long as its
 * control loop turns; a stop has the time that it is bound to itself. Safe from any thread.
 */
public final class ServiceReports implements ReloadObserver, AutoCloseable {
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);

    /** What a start or a stop that gets on may take until it is asked again. */
    private static final Duration MORE = Duration.ofSeconds(30);

    /** An idle process reads and writes a little as well. */
    private static final long PROGRESS_BYTES = 64 << 10;

    private final Supervisor manager;
    private final Time time;
    private final LongSupplier work;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("service-reports").daemon().factory());
    private final AtomicReference<Stage> stage;

    private sealed interface Stage {
        /** It opens its store. */
        record Starting(long worked) implements Stage {}

        record Serving(Served gateway, long turns, String status) implements Stage {}

        record Stopping(long untilNanos, @Nullable Serving before) implements Stage {}
    }

    ServiceReports(Supervisor manager, Time time, LongSupplier work) {
        this.manager = manager;
        this.time = time;
        this.work = work;
        this.stage = new AtomicReference<>(new Stage.Starting(work.getAsLong()));
    }

    /** Of a gateway that is about to start. */
    public static ServiceReports of(Supervisor manager, Time time) {
        ServiceReports reports = new ServiceReports(manager, time, ProcessWork::bytes);
        manager.status("opening the store");
        if (manager.present()) {
            reports.repeat();
        }
        return reports;
    }

    private void repeat() {
        long pause = Math.max(1, pause(manager.watchdog()).toMillis());
        var _ = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Twice within the time after which it would be taken for dead. */
    static Duration pause(@Nullable Duration watchdog) {
        Duration half = watchdog == null ? USUAL_PAUSE : watchdog.dividedBy(2);
        return half.compareTo(USUAL_PAUSE) < 0 ? half : USUAL_PAUSE;
    }

    /** One look. Production repeats it; tests call it by hand. */
    void look() {
        Stage now = stage.get();
        Stage next =
                switch (now) {
                    case Stage.Starting starting -> look(starting);
                    case Stage.Serving serving -> look(serving);
                    case Stage.Stopping stopping -> look(stopping);
                };
        stage.compareAndSet(now, next); // unless it has come further meanwhile
    }

    private Stage look(Stage.Starting starting) {
        long now = work.getAsLong();
        if (now - starting.worked() < PROGRESS_BYTES) {
            return starting;
        }
        manager.extend(MORE);
        return new Stage.Starting(now);
    }

    private Stage look(Stage.Serving serving) {
        long turns = serving.gateway().turns().getAsLong();
        if (turns != serving.turns() || serving.gateway().resigned().getAsBoolean()) {
            manager.alive();
        }
        return told(serving, turns);
    }

    private Stage.Serving told(Stage.Serving serving, long turns) {
        String status = serving.gateway().status().get();
        if (!status.equals(serving.status())) {
            manager.status(status);
        }
        return new Stage.Serving(serving.gateway(), turns, status);
    }

    private Stage look(Stage.Stopping stopping) {
        manager.alive();
        if (time.nanos() - stopping.untilNanos() < 0) {
            manager.extend(MORE);
        }
        Stage.Serving before = stopping.before();
        return before == null
                ? stopping
                : new Stage.Stopping(stopping.untilNanos(), told(before, before.turns()));
    }

    /** It listens. */
    public void serving(Served gateway) {
        String status = gateway.status().get();
        stage.set(new Stage.Serving(gateway, gateway.turns().getAsLong(), status));
        manager.ready(status);
        manager.alive();
    }

    @Override
    public void begins() {
        manager.reloading();
    }

    /** Also of one that has failed: it serves as before. */
    @Override
    public void ended(ReloadResult result) {
        manager.ready(
                switch (result) {
                    case ReloadResult.Applied _ -> "serving; the configuration was read again";
                    case ReloadResult.Refused _ ->
                            "serving; a new configuration was refused, the one before stays";
                });
    }

    /**
     * It ends.
     *
     * @param most how long that may take
     */
    public void stopping(Duration most) {
        Stage.Serving before = stage.get() instanceof Stage.Serving serving ? serving : null;
        stage.set(new Stage.Stopping(time.nanos() + most.toNanos(), before));
        manager.stopping("stopping");
        manager.extend(MORE);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        manager.close();
    }
}
