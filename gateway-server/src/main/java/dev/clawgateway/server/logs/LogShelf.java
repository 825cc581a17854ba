package dev.clawgateway.server.logs;

import dev.clawgateway.core.WorkloadId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All kept logs, least recently used workload first. A workload need not be known to anybody: logs
 * of unknown ones are kept and readable. Not safe from several threads.
 */
final class LogShelf {
    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final LogLimits limits;
    private final Map<WorkloadId, Streams> byWorkload =
            new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    private long bytes;

    private record Streams(LineBuffer stdout, LineBuffer stderr) {
        long bytes() {
            return stdout.bytes() + stderr.bytes();
        }
    }

    LogShelf(LogLimits limits) {
        this.limits = limits;
    }

    void append(WorkloadId workload, boolean stderr, List<String> lines) {
        Streams streams =
                byWorkload.computeIfAbsent(
                        workload,
                        _ ->
                                new Streams(
                                        new LineBuffer(limits.linesPerStream()),
                                        new LineBuffer(limits.linesPerStream())));
        long before = streams.bytes();
        (stderr ? streams.stderr() : streams.stdout()).add(lines);
        bytes += streams.bytes() - before;
        evict();
    }

    LogTail tail(WorkloadId workload, long lines, boolean stderr, long maxChars) {
        Streams streams = byWorkload.get(workload);
        if (streams == null) {
            return LogTail.EMPTY;
        }
        long share = stderr ? maxChars / 2 : maxChars;
        return new LogTail(
                streams.stdout().tail(lines, share),
                stderr ? streams.stderr().tail(lines, share) : List.of());
    }

    int workloads() {
        return byWorkload.size();
    }

    long bytes() {
        return bytes;
    }

    /** The workload just used is last, and stays whatever it weighs: one stream is bounded. */
    private void evict() {
        Iterator<Streams> leastRecent = byWorkload.values().iterator();
        while (byWorkload.size() > 1
                && (byWorkload.size() > limits.workloads() || bytes > limits.totalBytes())) {
            bytes -= leastRecent.next().bytes();
            leastRecent.remove();
        }
    }
}
