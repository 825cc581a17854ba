package dev.clawgateway.scheduler.queue;

import dev.clawgateway.scheduler.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * How long a workload runs before it may be stopped for another. When that time is over it is as if
 * something had happened on its node: whoever waits may now have somebody stopped there.
 */
public final class Protection {
    private final Fleet fleet;
    private Duration time;
    private final PriorityQueue<Occupant> covered =
            new PriorityQueue<>(Comparator.comparing((Occupant running) -> running.startedAt));

    public Protection(Fleet fleet, Duration time) {
        this.fleet = fleet;
        this.time = time;
    }

    /** From now on that long, for those who run already too. */
    public void change(Duration next, Collection<Line> lines) {
        time = next;
        covered.clear();
        lines.forEach(line -> line.victims.forEach(this::cover));
    }

    /** A workload that may be stopped one day has started. */
    void cover(Occupant running) {
        if (!time.isZero()) {
            covered.add(running);
        }
    }

    public Instant until(Occupant running) {
        return running.startedAt.plus(time);
    }

    boolean covers(Occupant running, Instant now) {
        return !time.isZero() && until(running).isAfter(now);
    }

    /** Makes known where protection ended. */
    void expire(Instant now) {
        while (!covered.isEmpty() && !covers(covered.peek(), now)) {
            Occupant running = covered.remove();
            if (running.holds()) {
                fleet.chances().help(fleet.ledger().node(running.holding));
            }
        }
    }
}
