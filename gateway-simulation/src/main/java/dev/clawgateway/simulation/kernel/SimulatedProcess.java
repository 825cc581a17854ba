package dev.clawgateway.simulation.kernel;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One process of an operating system. What it still has to do ends with it, and waits while it is
 * paused. Its own {@link #execute} and {@link #after} are those of its first thread.
 */
public final class SimulatedProcess implements Executor, Timers {
    /** How a process comes to its end. */
    public enum End {
        /** It is killed; its machine lives, and tells its peers, or not. */
        KILLED,
        /** Its machine is gone: nobody is told. */
        POWER
    }

    private final SimulatedMachine machine;
    private final String name;
    private final Dice dice;
    private final Time time;
    private final RandomGenerator random;
    private final Supplier<UUID> ids;
    private final SimulatedThread first;
    private final List<Consumer<End>> atEnd = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean alive = true;
    private boolean paused;

    SimulatedProcess(SimulatedMachine machine, String program, int number) {
        this.machine = machine;
        this.name = machine.name() + "/" + program + "." + number;
        this.dice = machine.dice().part(program + "." + number);
        this.random = dice.stream("random");
        this.ids = Dice.ids(dice.stream("ids"));
        this.time = new Clocks(machine, dice.stream("origin").nextLong() >> 2);
        this.first = thread("first");
    }

    /** The two clocks of a process. The origin of the monotonic one is anybody's guess. */
    private record Clocks(SimulatedMachine machine, long origin) implements Time {
        @Override
        public Instant now() {
            return machine.now();
        }

        @Override
        public long nanos() {
            return machine.agenda().nanos() + origin;
        }
    }

    public SimulatedMachine machine() {
        return machine;
    }

    /** Machine, program and number: no other process of this world ever has it. */
    public String name() {
        return name;
    }

    public Time time() {
        return time;
    }

    /** Randomness that the program draws from. */
    public RandomGenerator random() {
        return random;
    }

    /** Randomness of this process alone, for what is around it. */
    public Dice dice() {
        return dice;
    }

    /** Ids that no other process draws. */
    public Supplier<UUID> ids() {
        return ids;
    }

    /** The thread that its own tasks and timers run on. */
    public SimulatedThread first() {
        return first;
    }

    /** Another thread, which takes its turns among those of the others. */
    public SimulatedThread thread(String ofName) {
        return new SimulatedThread(this, ofName);
    }

    @Override
    public void execute(Runnable task) {
        first.execute(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return first.after(delay, task);
    }

    public boolean alive() {
        return alive;
    }

    public boolean paused() {
        return paused;
    }

    /** Everything it has to do waits (SIGSTOP). */
    public void pause() {
        paused = alive;
    }

    /** It goes on, with all that waited, in order. */
    public void resume() {
        paused = false;
        List<Runnable> waited = List.copyOf(held);
        held.clear();
        long now = machine.agenda().nanos();
        waited.forEach(task -> machine.agenda().at(now, Dice.hash(name), task));
    }

    /** It ends at once, whatever it was at (SIGKILL). */
    public void kill() {
        end(End.KILLED);
    }

    /** It is killed from within one of its own tasks, of which nothing more is done. */
    public ProcessKilled killedWithin() {
        kill();
        throw new ProcessKilled(name);
    }

    void end(End how) {
        if (alive) {
            alive = false;
            paused = false;
            held.clear();
            List<Consumer<End>> told = List.copyOf(atEnd);
            atEnd.clear();
            told.forEach(one -> one.accept(how));
        }
    }

    /** Tells somebody outside when it has ended. */
    public void atEnd(Consumer<End> told) {
        atEnd.add(told);
    }

    /** False when this may not run now; then it runs once it may, if ever. */
    boolean mayRun(Runnable task) {
        if (paused) {
            held.add(task);
        }
        return alive && !paused;
    }

    @Override
    public String toString() {
        return name;
    }
}
