package dev.clawgateway.client.simulation;

import dev.clawgateway.client.operator.OperatorClient;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.CliReply;
import dev.clawgateway.protocol.claw.CliRequest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Submits the load over a few operator sessions, each with a window of requests under way. Any
 * thread.
 */
final class LoadSubmitter {
    private static final int WINDOW = 64;
    private static final long RETRY_MILLIS = 500;

    private final LoadMarks marks;
    private final Tally tally;
    private final Time time;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Queue<WorkloadId> accepted = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile @Nullable String problem;

    LoadSubmitter(LoadMarks marks, Tally tally, Time time) {
        this.marks = marks;
        this.tally = tally;
        this.time = time;
    }

    /** Begins; the future completes when every workload has its answer. */
    CompletableFuture<Void> submit(List<OperatorClient> sessions) {
        int lanes = Math.min(marks.load().workloads(), WINDOW * sessions.size());
        open.set(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            submitNext(sessions.get(lane % sessions.size()));
        }
        if (lanes == 0) {
            done.complete(null);
        }
        return done;
    }

    /** Ids of the workloads that the gateway took, in no order. */
    List<WorkloadId> accepted() {
        return List.copyOf(accepted);
    }

    /** The latest refusal or failure, in words; null when there was none. */
    @Nullable String problem() {
        return problem;
    }

    private void submitNext(OperatorClient session) {
        int index = next.getAndIncrement();
        if (index < marks.load().workloads()) {
            submit(session, index);
        } else if (open.decrementAndGet() == 0) {
            done.complete(null);
        }
    }

    private void submit(OperatorClient session, int index) {
        tally.submitted(index, time.nanos());
        var _ =
                session.ask(
                                new CliRequest.StartWorkload(
                                        null, marks.spec(index), marks.load().queue()))
                        .whenComplete((reply, failure) -> {
                            if (failure != null) {
                                refused(session, String.valueOf(failure.getMessage()));
                            } else {
                                answered(session, index, reply);
                            }
                        });
    }

    private void answered(OperatorClient session, int index, CliReply reply) {
        switch (reply) {
            case CliReply.WorkloadStarted started -> accepted(session, started.workloadId());
            case CliReply.SchedulingStatus waiting -> accepted(session, waiting.workloadId());
            case CliReply.Failure failure when worthAnotherTry(failure) -> {
                problem = failure.message();
                Executor later =
                        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS);
                later.execute(() -> submit(session, index));
            }
            case CliReply.Failure failure -> refused(session, failure.message());
            default -> refused(session, "answered with '" + reply.type() + "'");
        }
    }

    private void accepted(OperatorClient session, WorkloadId id) {
        accepted.add(id);
        tally.accepted.increment();
        submitNext(session);
    }

    private void refused(OperatorClient session, String reason) {
        problem = reason;
        tally.refused.increment();
        submitNext(session);
    }

    private static boolean worthAnotherTry(CliReply.Failure failure) {
        return failure.code() == ErrorCode.NO_CAPACITY.wireCode()
                || failure.code() == ErrorCode.OVERLOADED.wireCode();
    }
}
