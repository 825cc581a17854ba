package dev.clawgateway.simulation.gateway;

import dev.clawgateway.control.turns.Repetition;
import dev.clawgateway.control.turns.Turns;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.simulation.kernel.Agenda;
import dev.clawgateway.simulation.kernel.SimulatedThread;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Repeats turns on a simulated thread, each a drawn time after it could be taken. */
final class SimulatedTurns implements Repetition {
    private final Turns turns;
    private final SimulatedThread thread;
    private final Agenda agenda;
    private final Supplier<Duration> delay;
    private Timers.@Nullable Timer next;
    private boolean nextIsSoon;
    private boolean turning;
    private boolean nudged;

    /**
     * Begins to repeat.
     *
     * @param delay how long the next turn takes to begin, once it may
     */
    SimulatedTurns(Turns turns, SimulatedThread thread, Supplier<Duration> delay) {
        this.turns = turns;
        this.thread = thread;
        this.agenda = thread.process().machine().agenda();
        this.delay = delay;
        soon();
    }

    private void soon() {
        if (!nextIsSoon) {
            plan(delay.get(), true);
        }
    }

    private void plan(Duration after, boolean soon) {
        if (next != null) {
            next.cancel();
        }
        nextIsSoon = soon;
        next = thread.after(after, this::turn);
    }

    private void turn() {
        next = null;
        nextIsSoon = false;
        nudged = false;
        turning = true;
        turns.turn();
        turning = false;
        if (turns.ended()) {
            return;
        }
        Duration pause = turns.pause();
        if (nudged || !pause.isPositive()) {
            soon();
        } else {
            plan(pause, false);
        }
    }

    @Override
    public void nudge() {
        if (turning) {
            nudged = true;
        } else if (!turns.ended()) {
            soon();
        }
    }

    @Override
    public boolean ended() {
        return turns.ended();
    }

    /** Whoever waits stands still, and the world does not. */
    @Override
    public void await(Duration atMost) {
        long deadline = agenda.nanos() + atMost.toNanos();
        while (thread.process().alive()
                && !turns.ended()
                && agenda.nanos() < deadline
                && agenda.step()) {
            // each step brings something forward
        }
    }
}
