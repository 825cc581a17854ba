package dev.clawgateway.client.simulation;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.operator.OperatorClient;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.ErrorNumbers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final Operators operators;
    private final SimulationTally tally;
    private final Time time;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Queue<WorkloadId> accepted = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile @Nullable String problem;

    LoadSubmitter(LoadMarks marks, Operators operators, SimulationTally tally, Time time) {
        this.operators = operators;
        this.marks = marks;
        this.tally = tally;
        this.time = time;
    }

    /** Begins; the future completes when every workload has its answer. */
    CompletableFuture<Void> submit(int sessions) {
        int lanes = Math.min(marks.load().workloads(), WINDOW * sessions);
        open.set(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            submitNext(lane);
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

    private void submitNext(int lane) {
        int index = next.getAndIncrement();
        if (index < marks.load().workloads()) {
            tally.submitted(index, time.nanos());
            submit(lane, index);
        } else if (open.decrementAndGet() == 0) {
            done.complete(null);
        }
    }

    private void submit(int lane, int index) {
        OperatorClient session;
        try {
            session = operators.session(lane);
        } catch (GatewayException e) {
            again(lane, index, e);
            return;
        }
        var _ =
                session.ask(
                                new CliRequest.StartWorkload(
                                        null, marks.spec(index), marks.load().queue()))
                        .whenComplete((reply, failure) -> {
                            if (failure != null) {
                                again(lane, index, failure);
                            } else {
                                answered(lane, index, reply);
                            }
                        });
    }

    /**
     * No answer: it may have been taken all the same, and then runs twice under two ids. Connecting
     * blocks, so it happens on a thread of its own.
     */
    private void again(int lane, int index, Throwable failure) {
        problem = failure.getMessage();
        if (operators.closed()) {
            refused(lane, String.valueOf(failure.getMessage()));
        } else {
            later(lane, index);
        }
    }

    private void later(int lane, int index) {
        CompletableFuture.delayedExecutor(
                        RETRY_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> submit(lane, index));
    }

    private void answered(int lane, int index, CliReply reply) {
        if (reply instanceof CliReply.WorkloadStarted started) {
            accepted(lane, started.workloadId());
        } else if (reply instanceof CliReply.SchedulingStatus waiting) {
            accepted(lane, waiting.workloadId());
        } else if (!(reply instanceof CliReply.Failure failure)) {
            refused(lane, "answered with '" + reply.type() + "'");
        } else if (worthAnotherTry(failure)) {
            problem = failure.message();
            later(lane, index);
        } else {
            refused(lane, failure.message());
        }
    }

    private void accepted(int lane, WorkloadId id) {
        accepted.add(id);
        tally.accepted.increment();
        submitNext(lane);
    }

    private void refused(int lane, String reason) {
        problem = reason;
        tally.refused.increment();
        submitNext(lane);
    }

    private static boolean worthAnotherTry(CliReply.Failure failure) {
        return failure.code() == ErrorNumbers.of(ErrorCode.NO_CAPACITY)
                || failure.code() == ErrorNumbers.of(ErrorCode.OVERLOADED);
    }
}
