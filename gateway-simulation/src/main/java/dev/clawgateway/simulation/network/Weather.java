package dev.clawgateway.simulation.network;

import dev.clawgateway.simulation.kernel.Agenda;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What befalls the bytes between one machine and the gateway. */
final class Weather {
    private static final long FASTEST = Duration.ofNanos(30_000).toNanos();
    private static final long USUAL = Duration.ofMillis(2).toNanos();
    private static final long SPIKE = Duration.ofMillis(300).toNanos();
    private static final long SLOWEST = Duration.ofMillis(2_500).toNanos();
    private static final int SPIKE_ONE_IN = 300;

    private final Agenda agenda;
    private final RandomGenerator random;
    private final long base;
    private final Set<TcpFlow> waiting = new LinkedHashSet<>();
    private boolean heldUp;
    private boolean heldDown;
    private boolean slow;
    private boolean stutters;
    private boolean refuses;
    private int change;

    Weather(Agenda agenda, RandomGenerator random) {
        this.agenda = agenda;
        this.random = random;
        this.base = FASTEST + random.nextLong(USUAL);
    }

    /** How long the next bytes travel. */
    long latency(RandomGenerator dice) {
        long travel = base + dice.nextLong(base);
        if (slow) {
            travel += dice.nextLong(SLOWEST);
        } else if (dice.nextInt(SPIKE_ONE_IN) == 0) {
            travel += dice.nextLong(SPIKE);
        }
        return travel;
    }

    boolean held(boolean up) {
        return up ? heldUp : heldDown;
    }

    boolean slowed() {
        return slow;
    }

    boolean stutters() {
        return stutters;
    }

    boolean refuses() {
        return refuses;
    }

    /** Goes on, a little later, when nothing is held any more. */
    void await(TcpFlow flow) {
        waiting.add(flow);
    }

    /** Nothing passes for a while, either way or, by the dice, one way only. */
    void hold(Duration duration) {
        int which = random.nextInt(8);
        heldUp = which != 0;
        heldDown = which != 1;
        clearAfter(duration);
    }

    void slow(Duration duration) {
        slow = true;
        clearAfter(duration);
    }

    void stutter(Duration duration) {
        stutters = true;
        clearAfter(duration);
    }

    void refuse(Duration duration) {
        refuses = true;
        clearAfter(duration);
    }

    /** The last that came decides when all is well again. */
    private void clearAfter(Duration duration) {
        int mine = ++change;
        agenda.after(
                duration,
                () -> {
                    if (mine == change) {
                        clear();
                    }
                });
    }

    void clear() {
        heldUp = false;
        heldDown = false;
        slow = false;
        stutters = false;
        refuses = false;
        List<TcpFlow> going = List.copyOf(waiting);
        waiting.clear();
        going.forEach(TcpFlow::goOn);
    }
}
