package dev.clawgateway.control;

import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Timers that run what is due only when told that time has passed. */
public final class ManualTimers implements Timers {
    private final List<Due> waiting = new CopyOnWriteArrayList<>();
    private volatile Duration now = Duration.ZERO;

    private record Due(Duration at, Runnable task) {}

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due due = new Due(now.plus(delay), task);
        waiting.add(due);
        return () -> waiting.remove(due);
    }

    /** Runs everything that is due by then, the earliest first. */
    public void advance(Duration by) {
        now = now.plus(by);
        List<Due> due =
                waiting.stream()
                        .filter(one -> one.at().compareTo(now) <= 0)
                        .sorted(Comparator.comparing(Due::at))
                        .toList();
        waiting.removeAll(due);
        due.forEach(one -> one.task().run());
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }
}
