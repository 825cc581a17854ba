package dev.clawgateway.server.plugin;

import dev.clawgateway.core.time.Time;
import dev.clawgateway.plugin.NodeView;
import dev.clawgateway.plugin.RequestView;
import dev.clawgateway.plugin.ScoringFunction;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A plug-in's function that fails nobody, and whose time is counted. The control thread asks; the
 * counts are for any thread.
 */
final class WatchedFunction implements ScoringFunction {
    private final ScoringFunction function;
    private final String name;
    private final Time time;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile long slowest;
    private volatile @Nullable Throwable lastFailure;

    WatchedFunction(ScoringFunction function, Time time) {
        this.function = function;
        this.name = function.name();
        this.time = time;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double score(NodeView node, RequestView request) {
        long began = time.nanos();
        double score = DEFAULT_SCORE;
        try {
            score = function.score(node, request);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError failure) {
            failed(failure);
        }
        if (Double.isNaN(score)) {
            failed(null);
            score = DEFAULT_SCORE;
        }
        ended(time.nanos() - began);
        return score;
    }

    private void failed(@Nullable Throwable failure) {
        failures.increment();
        lastFailure = failure;
    }

    private void ended(long took) {
        calls.increment();
        nanos.add(took);
        if (took > slowest) {
            slowest = took;
        }
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    long nanos() {
        return nanos.sum();
    }

    /**
     * Nanoseconds of the longest call since this was asked last; a call meanwhile may be missed.
     */
    long takeSlowest() {
        long was = slowest;
        slowest = 0;
        return was;
    }

    /** What it threw last; null where it answered no number. */
    @Nullable Throwable lastFailure() {
        return lastFailure;
    }
}
