package dev.clawgateway.control.operations.batch;

import dev.clawgateway.control.operations.Accepted;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits what a source has, a window of it at a time: no more than that is held here, or waits in
 * the inbox, however many there are. Where the inbox is full it waits a while instead of telling
 * the sender so; where the sender does not read, or has left, no further line is taken. What was
 * taken is done all the same. Safe from any thread; works on an executor's, on one at a time.
 */
public final class SubmissionRun {
    /** Lines that are submitted and not answered, or answered and not told. */
    static final int WINDOW = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionRun.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** So often in a row the same line finds no room before its sender is told. */
    private static final int MOST_PAUSES = 500;

    private final SubmissionSource source;
    private final SubmissionSink sink;
    private final Submitter submitter;
    private final Executor executor;
    private final Timers timers;

    /** Taken and not told, in the order of their lines. */
    private final Deque<Slot> slots = new ArrayDeque<>();

    /** How often somebody said that there is something to do since that was looked for. */
    private final AtomicInteger signals = new AtomicInteger();

    private boolean more = true;
    private boolean ended;
    private volatile boolean abandoned;

    /** How one is submitted: with one answer, from any thread. */
    @FunctionalInterface
    public interface Submitter {
        /** As {@code WorkloadOperations.submit}, by a caller on the line's terms. */
        void submit(SubmissionLine.Wanted line, Answered answered);

        /** Told once. */
        @FunctionalInterface
        interface Answered {
            void answer(Answer<Accepted> answer);
        }
    }

    private static final class Slot {
        private final SubmissionLine line;
        private volatile @Nullable Answer<Accepted> answer;
        private volatile boolean paused;
        private int pauses;

        Slot(SubmissionLine line) {
            this.line = line;
        }
    }

    /**
     * A run that begins with the first {@link #proceed}.
     *
     * @param executor runs what takes its time
     */
    public SubmissionRun(
            SubmissionSource source,
            SubmissionSink sink,
            Submitter submitter,
            Executor executor,
            Timers timers) {
        this.source = source;
        this.sink = sink;
        this.submitter = submitter;
        this.executor = executor;
        this.timers = timers;
    }

    /** Goes on as far as there is room. */
    public void proceed() {
        if (signals.getAndIncrement() == 0) {
            executor.execute(this::work);
        }
    }

    /** Nobody listens any more: no further line is taken. */
    public void abandon() {
        abandoned = true;
    }

    private void work() {
        int seen;
        do {
            seen = signals.get();
            guarded();
        } while (!signals.compareAndSet(seen, 0));
    }

    /** After a fault no further line is taken, and the answer ends there. */
    private void guarded() {
        try {
            step();
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("a list of submissions could not be read on");
            abandoned = true;
            if (!ended) {
                ended = true;
                sink.end();
            }
        }
    }

    private void step() {
        if (!tell() || ended) {
            return;
        }
        while (slots.size() < WINDOW && !waiting()) {
            SubmissionLine next = more && !abandoned ? source.next() : null;
            if (next == null) {
                more = false;
                break;
            }
            Slot slot = new Slot(next);
            slots.add(slot);
            submit(slot);
        }
        if (tell() && !more && slots.isEmpty() && !ended) {
            ended = true;
            sink.end();
        }
    }

    /** False when the sender does not take it. */
    private boolean tell() {
        for (Slot first = slots.peek(); first != null; first = slots.peek()) {
            Answer<Accepted> answer = first.answer;
            if (answer == null) {
                return true;
            } else if (!abandoned && !sink.take(first.line, answer)) {
                return false;
            }
            slots.remove();
        }
        return true;
    }

    /** Whether one found no room: what comes after it would find none either. */
    private boolean waiting() {
        Slot last = slots.peekLast();
        return last != null && last.paused;
    }

    private void submit(Slot slot) {
        switch (slot.line) {
            case SubmissionLine.Wrong wrong -> slot.answer = wrong.why();
            case SubmissionLine.Wanted wanted ->
                    submitter.submit(wanted, answer -> answered(slot, answer));
        }
    }

    private void answered(Slot slot, Answer<Accepted> answer) {
        if (answer instanceof Answer.Refused<Accepted>(ErrorCode code, String _)
                && code == ErrorCode.OVERLOADED
                && slot.pauses < MOST_PAUSES) {
            slot.pauses++;
            slot.paused = true;
            timers.after(PAUSE, () -> executor.execute(() -> submit(slot)));
            return;
        }
        slot.answer = answer;
        slot.paused = false;
        proceed();
    }
}
