package dev.clawgateway.simulation.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One machine: a name in the network, a wall clock that may be stepped, and the processes on it.
 */
public final class SimulatedMachine {
    /** The world's first instant, by clocks that nobody has stepped. */
    public static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private final String name;
    private final Agenda agenda;
    private final Dice dice;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private Duration stepped = Duration.ZERO;
    private int started;

    public SimulatedMachine(String name, Agenda agenda, Dice dice) {
        this.name = name;
        this.agenda = agenda;
        this.dice = dice.part("machine " + name);
    }

    public String name() {
        return name;
    }

    public Agenda agenda() {
        return agenda;
    }

    /** Randomness of this machine alone. */
    public Dice dice() {
        return dice;
    }

    /** What its wall clock shows. */
    public Instant now() {
        return BEGINNING.plus(agenda.age()).plus(stepped);
    }

    /** When the agenda's clock shows it on machines whose wall clock is right, in nanoseconds. */
    public static long nanos(Instant wall) {
        return Agenda.BEGINNING + Duration.between(BEGINNING, wall).toNanos();
    }

    /** Its wall clock jumps, in either direction. */
    public void stepClock(Duration by) {
        stepped = stepped.plus(by);
    }

    /** Its wall clock shows the world's time again. */
    public void mendClock() {
        stepped = Duration.ZERO;
    }

    /** Starts a process; the numbers of a machine's processes never repeat. */
    public SimulatedProcess start(String program) {
        processes.removeIf(process -> !process.alive());
        SimulatedProcess process = new SimulatedProcess(this, program, ++started);
        processes.add(process);
        return process;
    }

    /** The power goes: every process ends, and nobody is told. */
    public void powerOff() {
        List<SimulatedProcess> ending = List.copyOf(processes);
        processes.clear();
        ending.forEach(process -> process.end(SimulatedProcess.End.POWER));
    }

    @Override
    public String toString() {
        return name;
    }
}
