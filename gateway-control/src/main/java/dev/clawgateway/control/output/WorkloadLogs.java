package dev.clawgateway.control.output;

import dev.clawgateway.control.follow.Awaited;
import dev.clawgateway.core.WorkloadId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The logs of all workloads. Safe from any thread and never blocking: one thread of its own does
 * the work, in the order of the calls.
 */
public final class WorkloadLogs {
    private final Executor writer;
    private final LogShelf shelf;
    private final LogLimits limits;
    private final LongConsumer linesDropped;
    private final AtomicLong pendingBytes = new AtomicLong();
    private final Awaited<WorkloadId> more = new Awaited<>();
    private volatile long bytes;
    private volatile int workloads;

    /**
     * An empty store.
     *
     * @param boot names this start of the gateway, since line numbers mean nothing beyond it
     * @param writer runs tasks one at a time, in order
     * @param linesDropped told how many lines were dropped because too much came at once
     */
    public WorkloadLogs(LogLimits limits, String boot, Executor writer, LongConsumer linesDropped) {
        this.limits = limits;
        this.writer = writer;
        this.linesDropped = linesDropped;
        this.shelf = new LogShelf(limits, boot);
    }

    /** Keeps so much from now on; of streams that are kept already, as many lines as before. */
    public void change(LogLimits next) {
        writer.execute(() -> shelf.change(next));
    }

    /** Who waits for more lines of one workload. */
    public Awaited<WorkloadId> more() {
        return more;
    }

    /** Adds lines of an attempt that is not known. */
    public void append(WorkloadId workload, boolean stderr, List<String> lines) {
        append(workload, 0, stderr, lines);
    }

    /**
     * Adds lines of one stream. When too much is on its way already, they are dropped.
     *
     * @param attempt that printed them; 0 where that is not known
     */
    public void append(WorkloadId workload, int attempt, boolean stderr, List<String> lines) {
        long cost = LineBuffer.cost(lines);
        if (pendingBytes.addAndGet(cost) > limits.pendingBytes()) {
            drop(lines, cost);
            say(workload, stderr, lines.size());
            return;
        }
        try {
            writer.execute(() -> store(workload, attempt, stderr, lines, cost));
        } catch (RejectedExecutionException _) { // shutting down
            drop(lines, cost);
        }
    }

    private void drop(List<String> lines, long cost) {
        pendingBytes.addAndGet(-cost);
        linesDropped.accept(lines.size());
    }

    /** Readers see where lines are missing. */
    private void say(WorkloadId workload, boolean stderr, int dropped) {
        List<String> note = List.of("[" + dropped + " lines lost: too much came at once]");
        try {
            writer.execute(() -> shelf.append(workload, stderr, note));
        } catch (RejectedExecutionException _) {
            // Shutting down: nobody reads it any more.
        }
    }

    private void store(
            WorkloadId workload, int attempt, boolean stderr, List<String> lines, long cost) {
        pendingBytes.addAndGet(-cost);
        shelf.append(workload, attempt, stderr, lines);
        more.happened(workload);
        bytes = shelf.bytes();
        workloads = shelf.workloads();
    }

    /**
     * Reads lines; none of a workload without logs.
     *
     * @param reader called on the store's thread: hands over and returns
     */
    public void read(WorkloadId workload, LogWish wish, Consumer<LogLines> reader) {
        writer.execute(() -> reader.accept(shelf.read(workload, wish)));
    }

    /** Memory that the kept lines take, about. */
    public long bytes() {
        return bytes;
    }

    /** Workloads with kept lines. */
    public int workloads() {
        return workloads;
    }
}
