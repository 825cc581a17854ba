package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.follow.Awaited;
import dev.clawgateway.control.output.LogLines;
import dev.clawgateway.control.output.LogWish;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.WorkloadRecord;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One reader of what a workload prints, until nothing can follow. Read again only after the part
 * before was told.
 */
public final class FollowedOutput implements AutoCloseable {
    private static final long MOST_LINES = 1000;
    private static final long MOST_BYTES = 64 << 10;

    private final WorkloadId workload;
    private final OutputWish wish;
    private final Sources sources;
    private final Runnable wake;
    private final OutputMarks marks;

    /** Where output is kept, who waits for what becomes of workloads, and what is known of them. */
    record Sources(WorkloadLogs logs, Awaited<WorkloadId> changes, ClusterView view) {}

    FollowedOutput(WorkloadId workload, OutputWish wish, Sources sources, Runnable wake) {
        this.workload = workload;
        this.wish = wish;
        this.sources = sources;
        this.wake = wake;
        marks = new OutputMarks(wish);
    }

    /**
     * Looks what comes next. Where that is nothing, and more may follow, the reader is woken once
     * there is.
     *
     * @param told on any thread: hands over and returns
     */
    public void read(Consumer<PrintedPart> told) {
        sources.logs().more().await(workload, wake);
        sources.changes().await(workload, wake);
        // Looked at first: what was printed before a workload ended is kept by then.
        WorkloadRecord now = sources.view().workload(workload);
        boolean first = marks.next() == null;
        LogWish wanted =
                new LogWish(first ? wish.tail() : MOST_LINES, true, marks.next(), MOST_BYTES);
        sources.logs().read(workload, wanted, lines -> told.accept(part(lines, now)));
    }

    private PrintedPart part(LogLines lines, @Nullable WorkloadRecord now) {
        boolean none = lines.stdout().isEmpty() && lines.stderr().isEmpty();
        return new PrintedPart(
                marks.of(lines), Objects.requireNonNull(marks.next()), now, none && over(now));
    }

    private boolean over(@Nullable WorkloadRecord now) {
        Integer attempt = wish.attempt();
        return now == null
                || now instanceof Ended
                || (attempt != null
                        && (now.attempt() > attempt
                                || (now instanceof Pending && now.attempt() == attempt)));
    }

    /** Nothing wakes it any more. Idempotent. */
    @Override
    public void close() {
        sources.logs().more().leave(workload, wake);
        sources.changes().leave(workload, wake);
    }
}
