package dev.clawgateway.simulation.gateway;

import dev.clawgateway.control.turns.Repeater;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.server.runtime.GatewayRuntime;
import dev.clawgateway.simulation.disk.SimulatedDisk;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What the gateway runs on in a simulated process: its threads, whose turns the seed decides. */
final class SimulatedRuntime implements GatewayRuntime {
    private static final int QUERY_THREADS = 3;
    private static final int USUAL_TURN_MICROS = 300;
    private static final int RARE_TURN_MICROS = 30_000;
    private static final int RARE_ONE_IN = 100;

    private final SimulatedProcess process;
    private final SimulatedDisk disk;
    private final RandomGenerator random;
    private final SimulatedThread timers;
    private final SimulatedThread duties;
    private final List<SimulatedThread> queries = new ArrayList<>();
    private final Map<Duration, List<Runnable>> rounds = new TreeMap<>();
    private final List<Timers.Timer> repeated = new ArrayList<>();
    private boolean resting;

    SimulatedRuntime(SimulatedProcess process, SimulatedDisk disk) {
        this.process = process;
        this.disk = disk;
        this.random = process.dice().stream("runtime");
        this.timers = process.thread("timers");
        this.duties = process.thread("duties");
        for (int i = 0; i < QUERY_THREADS; i++) {
            queries.add(process.thread("query " + i));
        }
    }

    @Override
    public Time time() {
        return process.time();
    }

    @Override
    public Timers timers() {
        return (delay, task) -> timers.after(delay, () -> runTimer(task));
    }

    private void runTimer(Runnable task) {
        if (!resting) {
            task.run();
        }
    }

    @Override
    public Supplier<UUID> ids() {
        return process.ids();
    }

    /** Whichever is free. */
    @Override
    public Executor queries() {
        return task -> queries.get(random.nextInt(QUERY_THREADS)).execute(task);
    }

    @Override
    public Executor serial(String name) {
        return process.thread(name);
    }

    @Override
    public Repeater repeater() {
        return (name, turns) ->
                new SimulatedTurns(
                        turns,
                        process.thread(name),
                        name.equals("store") ? disk::latency : this::turnDelay);
    }

    private Duration turnDelay() {
        int most = random.nextInt(RARE_ONE_IN) == 0 ? RARE_TURN_MICROS : USUAL_TURN_MICROS;
        return Duration.ofNanos(1000L * (1 + random.nextInt(most)));
    }

    @Override
    public void repeat(String name, Duration pause, Runnable duty) {
        rounds.computeIfAbsent(pause, this::round).add(duty);
    }

    /** What is due together is one thing that happens: most of a quiet world's are duties. */
    private List<Runnable> round(Duration pause) {
        List<Runnable> together = new ArrayList<>();
        repeated.add(duties.every(pause, pause, () -> together.forEach(Runnable::run)));
        return together;
    }

    @Override
    public void rest() {
        resting = true;
        repeated.forEach(Timers.Timer::cancel);
    }

    @Override
    public void close() {
        rest(); // its threads end with the process
    }
}
