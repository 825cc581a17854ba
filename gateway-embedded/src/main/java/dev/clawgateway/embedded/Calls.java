package dev.clawgateway.embedded;

import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns operations, which answer when they can, into calls that wait for it. Safe from any thread.
 */
final class Calls {
    /** How long one who waits for something else does not notice that the gateway is closed. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    Calls(Duration patience) {
        this.patience = patience;
    }

    /** What a call is about, for its errors. */
    record About(@Nullable NodeId node, @Nullable WorkloadId workload) {
        static final About NOTHING = new About(null, null);

        static About of(NodeId node) {
            return new About(node, null);
        }

        static About of(WorkloadId workload) {
            return new About(null, workload);
        }
    }

    /** Waits for the answer to a question. */
    <T> T ask(About about, Consumer<Reply<T>> question) {
        return answer(about, question, "", false);
    }

    /** Has something changed, and waits until that is durable. */
    <T> T order(About about, Consumer<Reply<T>> order) {
        return answer(about, order, "; whether it was done is not known", true);
    }

    private <T> T answer(About about, Consumer<Reply<T>> operation, String doubt, boolean changes) {
        refuseClosed();
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        try {
            operation.accept(answer::complete);
            return given(about, answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw silence("no answer within " + patience + doubt, late, changes);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw silence("interrupted" + doubt, interrupted, changes);
        } catch (RejectedExecutionException _) {
            throw new EmbeddedException.Closed();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible); // nobody completes it so
        }
    }

    private static EmbeddedException silence(String message, Exception cause, boolean changes) {
        return changes
                ? new EmbeddedException.OutcomeUnknown(message, cause)
                : new EmbeddedException.NoAnswer(message, cause);
    }

    private <T> T given(About about, Answer<T> answer) {
        return switch (answer) {
            case Answer.Given<T>(T value) -> value;
            case Answer.Refused<T>(ErrorCode code, String detail) -> {
                if (code == ErrorCode.NO_LEADER) {
                    refuseClosed();
                }
                throw refused(about, code, detail);
            }
        };
    }

    private static EmbeddedException refused(About about, ErrorCode code, String detail) {
        return switch (code) {
            case NODE_NOT_FOUND -> new EmbeddedException.NodeNotFound(about.node(), detail);
            case WORKLOAD_NOT_FOUND ->
                    new EmbeddedException.WorkloadNotFound(about.workload(), detail);
            case GONE -> gone(about, code, detail);
            case NO_CAPACITY -> new EmbeddedException.NoCapacity(detail);
            case OUTCOME_UNKNOWN -> new EmbeddedException.OutcomeUnknown(detail, null);
            default -> new EmbeddedException.Refused(code, detail);
        };
    }

    private static EmbeddedException gone(About about, ErrorCode code, String detail) {
        return about.workload() == null
                ? new EmbeddedException.Refused(code, detail)
                : new EmbeddedException.WorkloadNotFound(about.workload(), detail);
    }

    private void refuseClosed() {
        if (closed.getCount() == 0) {
            throw new EmbeddedException.Closed();
        }
    }

    /**
     * Waits as long as the operation does, which has a limit of its own.
     *
     * @param waiting gives what has it answered now
     */
    <T> T await(About about, Function<Reply<T>, Runnable> waiting) {
        refuseClosed();
        CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        Runnable now = waiting.apply(answer::complete);
        try {
            return given(about, await(answer));
        } finally {
            now.run();
        }
    }

    /** Waits for what comes soon, if the gateway is not closed. */
    <T> T await(CompletableFuture<T> soon) {
        try {
            while (true) {
                try {
                    return soon.get(LOOK.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException _) {
                    refuseClosed();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException.NoAnswer("interrupted", interrupted);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible); // nobody completes it so
        }
    }

    /** Waits for a permit, however long. */
    void await(Semaphore permits) {
        while (!await(permits, LOOK)) {
            refuseClosed();
        }
    }

    /**
     * Waits for a permit, and takes all that there are; looks up now and then whether the gateway
     * is closed.
     *
     * @return false when the time was over
     */
    boolean await(Semaphore permits, Duration longest) {
        long left = Math.max(0, longest.toNanos());
        try {
            while (true) {
                refuseClosed();
                long slice = Math.min(left, LOOK.toNanos());
                if (permits.tryAcquire(slice, TimeUnit.NANOSECONDS)) {
                    int _ = permits.drainPermits();
                    return true;
                }
                left -= slice;
                if (left <= 0) {
                    return false;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException.NoAnswer("interrupted", interrupted);
        }
    }

    /** From now on nothing is asked any more. */
    void close() {
        closed.countDown();
    }
}
