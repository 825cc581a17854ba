package dev.clawgateway.client.simulation;

import dev.clawgateway.core.workload.WorkloadState;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts and times of a simulation. Any thread. */
final class SimulationTally {
    private static final int DIGITS = 3;

    final AtomicInteger connected = new AtomicInteger();
    final AtomicInteger registered = new AtomicInteger();
    final AtomicReference<String> trouble = new AtomicReference<>("");
    final LongAdder disconnects = new LongAdder();
    final LongAdder running = new LongAdder();
    final LongAdder repeatedStarts = new LongAdder();
    final LongAdder submitted = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder started = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder stopped = new LongAdder();
    private final AtomicLongArray submitNanos;
    private final Recorder submitToStart = new Recorder(DIGITS);

    SimulationTally(int workloads) {
        this.submitNanos = new AtomicLongArray(workloads);
    }

    /** The load's {@code index}th workload is submitted; repeats of a refused one do not count. */
    void submitted(int index, long nanos) {
        if (submitNanos.compareAndSet(index, 0, nanos == 0 ? 1 : nanos)) {
            submitted.increment();
        }
    }

    /**
     * A node was told to start the load's {@code index}th workload; later attempts do not count.
     */
    void started(int index, long nanos) {
        long since = submitNanos.getAndUpdate(index, value -> value > 0 ? -value : value);
        if (since > 0) {
            started.increment();
            submitToStart.recordValue(Math.max(0, nanos - since));
        }
    }

    void ended(WorkloadState state) {
        switch (state) {
            case COMPLETED -> completed.increment();
            case FAILED -> failed.increment();
            case STOPPED -> stopped.increment();
            case PENDING, STARTING, RUNNING, STOPPING ->
                    throw new IllegalArgumentException("not an end: " + state);
        }
    }

    long completed() {
        return completed.sum();
    }

    long failed() {
        return failed.sum();
    }

    long ended() {
        return completed.sum() + failed.sum() + stopped.sum();
    }

    /** Ends are the gateway's word: with restarts a workload has more ends than one. */
    SimulationSummary.Counts counts(LoadCheck check) {
        return new SimulationSummary.Counts(
                submitted.sum(),
                accepted.sum(),
                refused.sum(),
                started.sum(),
                repeatedStarts.sum(),
                check.ended(WorkloadState.COMPLETED),
                check.ended(WorkloadState.FAILED),
                check.ended(WorkloadState.STOPPED),
                check.lost());
    }

    SimulationSummary.Latency submitToStart() {
        Histogram histogram = submitToStart.getIntervalHistogram();
        return new SimulationSummary.Latency(
                histogram.getTotalCount(),
                millis(histogram.getValueAtPercentile(50)),
                millis(histogram.getValueAtPercentile(90)),
                millis(histogram.getValueAtPercentile(99)),
                millis(histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue()));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
