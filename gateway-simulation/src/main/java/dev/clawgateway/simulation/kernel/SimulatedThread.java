package dev.clawgateway.simulation.kernel;

import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a process: what is handed to it is done one after the other, in order, each a
 * little later, so that the threads of a process interleave. An exception is not caught here: it
 * ends the run, as a {@link ProcessFault}.
 */
public final class SimulatedThread implements Executor, Timers {
    private static final int USUAL_NANOS = 40_000;
    private static final int RARE_NANOS = 4_000_000;
    private static final int ONE_IN = 64;

    private final SimulatedProcess process;
    private final Agenda agenda;
    private final String name;
    private final long lane;
    private final RandomGenerator random;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Runnable next = this::doNext;
    private boolean running;

    SimulatedThread(SimulatedProcess process, String name) {
        this.process = process;
        this.agenda = process.machine().agenda();
        this.name = name;
        this.lane = Dice.hash(process.name() + "/" + name);
        this.random = process.dice().stream("thread " + name);
    }

    public SimulatedProcess process() {
        return process;
    }

    /** Whether the caller is on it. */
    public boolean running() {
        return running;
    }

    @Override
    public void execute(Runnable task) {
        if (!process.alive()) {
            return;
        }
        waiting.add(task);
        if (waiting.size() == 1) {
            agenda.at(agenda.nanos() + delay(), lane, next);
        }
    }

    private long delay() {
        return 1L + random.nextInt(random.nextInt(ONE_IN) == 0 ? RARE_NANOS : USUAL_NANOS);
    }

    private void doNext() {
        if (!process.mayRun(next)) {
            return;
        }
        Runnable task = waiting.element();
        run(task);
        waiting.remove();
        if (!waiting.isEmpty() && process.alive()) {
            agenda.at(agenda.nanos() + delay(), lane, next);
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        if (!process.alive()) {
            return () -> {};
        }
        return new Alarm(task, agenda.nanos() + Math.max(0, delay.toNanos()));
    }

    /**
     * Runs something on this thread at once, as what wakes a waiting thread does; later where its
     * process is paused, and never where that has ended. Not for what runs on a thread already.
     */
    public void wake(Runnable task) {
        if (process.mayRun(() -> wake(task))) {
            run(task);
        }
    }

    /** Does something again and again; when it was paused for long, it does not catch up. */
    public Timer every(Duration first, Duration period, Runnable task) {
        return new Repeated(first, period, task);
    }

    private void run(Runnable task) {
        boolean nested = running; // it waits, and what it waits for is done meanwhile
        running = true;
        try {
            task.run();
        } catch (ProcessKilled killed) {
            assert !process.alive() : killed;
        } catch (ProcessFault fault) {
            throw fault;
        } catch (RuntimeException fault) {
            throw new ProcessFault(process.name() + " " + name, fault);
        } finally {
            running = nested;
        }
    }

    /** A timer of this thread, which can be taken back even while its process is paused. */
    private final class Alarm implements Timer {
        private @Nullable Runnable task;
        private final Timer entry;

        Alarm(Runnable task, long when) {
            this.task = task;
            this.entry = agenda.at(when, lane, this::ring);
        }

        private void ring() {
            Runnable now = task;
            if (now != null && process.mayRun(this::ring)) {
                task = null;
                run(now);
            }
        }

        @Override
        public void cancel() {
            task = null;
            entry.cancel();
        }
    }

    private final class Repeated implements Timer {
        private final Duration period;
        private final Runnable task;
        private Timer timer;
        private boolean over;

        Repeated(Duration first, Duration period, Runnable task) {
            this.period = period;
            this.task = task;
            timer = after(first, this::ring);
        }

        private void ring() {
            task.run();
            if (!over) {
                timer = after(period, this::ring);
            }
        }

        @Override
        public void cancel() {
            over = true;
            timer.cancel();
        }
    }
}
