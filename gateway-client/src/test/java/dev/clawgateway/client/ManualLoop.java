package dev.clawgateway.client;

import dev.clawgateway.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A loop and its time, turned by hand. What it was asked to connect to never answers by itself. */
public final class ManualLoop implements ClientLoop, Time {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(
                    Comparator.<Due>comparingLong(d -> d.nanos).thenComparingLong(d -> d.n));
    private final List<ConnectionListener> dialled = new ArrayList<>();
    private @Nullable String shown;
    private long nanos;
    private long made;

    private final class Due implements Timer {
        private final long nanos;
        private final long n = made++;
        private final Runnable task;

        Due(long nanos, Runnable task) {
            this.nanos = nanos;
            this.task = task;
        }

        @Override
        public void cancel() {
            due.remove(this);
        }
    }

    /** Lets so much time pass, and does what falls due meanwhile, in order. */
    public void advance(Duration time) {
        long end = nanos + time.toNanos();
        for (Due next = due.peek(); next != null && next.nanos <= end; next = due.peek()) {
            due.remove(next);
            nanos = next.nanos;
            next.task.run();
        }
        nanos = end;
    }

    /** How often a connection was asked for. */
    public int connections() {
        return dialled.size();
    }

    /** Who asked for the latest connection. */
    public ConnectionListener latest() {
        return dialled.getLast();
    }

    /** The token that goes with the latest. */
    public @Nullable String shown() {
        return shown;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        due.add(new Due(nanos, task));
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due timer = new Due(nanos + delay.toNanos(), task);
        due.add(timer);
        return timer;
    }

    @Override
    public Timer every(Duration first, Duration period, Runnable task) {
        Repeating repeating = new Repeating(period, task);
        repeating.next = after(first, repeating);
        return repeating;
    }

    private final class Repeating implements Timer, Runnable {
        private final Duration period;
        private final Runnable task;
        private Timer next = () -> {};

        Repeating(Duration period, Runnable task) {
            this.period = period;
            this.task = task;
        }

        @Override
        public void run() {
            next = after(period, this);
            task.run();
        }

        @Override
        public void cancel() {
            next.cancel();
        }
    }

    @Override
    public void connect(Endpoint endpoint, ConnectionListener listener) {
        dialled.add(listener);
        shown = endpoint.bearer();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
