package dev.clawgateway.control.output;

import dev.clawgateway.control.output.LineBuffer.Part;
import dev.clawgateway.core.WorkloadId;
import java.util.ArrayDeque;
import java.util.Deque;
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

    private LogLimits limits;
    private final Map<WorkloadId, Streams> byWorkload =
            new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    private final String boot;
    private long bytes;
    private long seriesBegun;

    /** Of each workload so many attempts are told apart, the newest. */
    private static final int MOST_ATTEMPTS = 64;

    private record Streams(
            String series, LineBuffer stdout, LineBuffer stderr, Deque<AttemptPlace> attempts) {
        void begin(int attempt) {
            AttemptPlace last = attempts.peekLast();
            if (attempt > (last == null ? 0 : last.attempt())) {
                attempts.addLast(new AttemptPlace(attempt, stdout.end(), stderr.end()));
                if (attempts.size() > MOST_ATTEMPTS) {
                    attempts.removeFirst();
                }
            }
        }

        long bytes() {
            return stdout.bytes() + stderr.bytes();
        }
    }

    LogShelf(LogLimits limits, String boot) {
        this.limits = limits;
        this.boot = boot;
    }

    /** Keeps so much from now on. */
    void change(LogLimits next) {
        limits = next;
    }

    void append(WorkloadId workload, boolean stderr, List<String> lines) {
        append(workload, 0, stderr, lines);
    }

    /**
     * Adds lines of one stream.
     *
     * @param attempt that printed them; 0 where that is not known
     */
    void append(WorkloadId workload, int attempt, boolean stderr, List<String> lines) {
        Streams streams =
                byWorkload.computeIfAbsent(
                        workload,
                        _ ->
                                new Streams(
                                        boot + "-" + ++seriesBegun,
                                        new LineBuffer(limits.linesPerStream()),
                                        new LineBuffer(limits.linesPerStream()),
                                        new ArrayDeque<>()));
        streams.begin(attempt);
        long before = streams.bytes();
        (stderr ? streams.stderr() : streams.stdout()).add(lines);
        bytes += streams.bytes() - before;
        evict();
    }

    LogLines read(WorkloadId workload, LogWish wish) {
        Streams streams = byWorkload.get(workload);
        if (streams == null) {
            return LogLines.EMPTY;
        }
        long share = wish.stderr() ? wish.maxBytes() / 2 : wish.maxBytes();
        LogPlace from = wish.from();
        Part stdout;
        Part stderr;
        if (from == null) {
            stdout = streams.stdout().newest(wish.lines(), share);
            stderr = streams.stderr().newest(wish.stderr() ? wish.lines() : 0, share);
        } else {
            // Numbers of another series say nothing about this one.
            boolean known = streams.series().equals(from.series());
            stdout = streams.stdout().from(known ? from.stdout() : 0, wish.lines(), share);
            stderr =
                    streams.stderr()
                            .from(
                                    known ? from.stderr() : 0,
                                    wish.stderr() ? wish.lines() : 0,
                                    share);
        }
        LogPlace first = new LogPlace(streams.series(), stdout.first(), stderr.first());
        return new LogLines(stdout.lines(), stderr.lines(), first, List.copyOf(streams.attempts()));
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
