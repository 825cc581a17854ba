package dev.clawgateway.server.runtime;

import dev.clawgateway.control.turns.Repeater;
import dev.clawgateway.control.turns.TurnThread;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Threads of this process. For one thread, that of whoever starts and stops the gateway. */
public final class MachineRuntime implements GatewayRuntime {
    private final Time time;
    private final Duties duties = new Duties();
    private final TimerThread timers = new TimerThread();
    private final ExecutorService queries = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ExecutorService> serial = new ArrayList<>();

    public MachineRuntime(Time time) {
        this.time = time;
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    @Override
    public Executor queries() {
        return queries;
    }

    @Override
    public Executor serial(String name) {
        ExecutorService made =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
        serial.add(made);
        return made;
    }

    @Override
    public Repeater repeater() {
        return TurnThread::start;
    }

    @Override
    public void repeat(String name, Duration pause, Runnable duty) {
        duties.repeat(name, pause, duty);
    }

    @Override
    public void rest() {
        duties.close();
        timers.close();
    }

    @Override
    public void close() {
        rest();
        queries.shutdownNow();
        serial.forEach(ExecutorService::shutdownNow);
    }
}
