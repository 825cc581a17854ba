package dev.clawgateway.store.record;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.Attempt;
import dev.clawgateway.core.life.AttemptEnd;
import dev.clawgateway.core.life.Completed;
import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Failed;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.life.Origin;
import dev.clawgateway.core.life.Past;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.Running;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.StopOrder;
import dev.clawgateway.core.life.Stopped;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkerPlace;
import dev.clawgateway.core.life.WorkloadHead;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload as it is written down: one shape for all states. What its state does not have was
 * never written by any gateway, and is dropped when it is read.
 */
public record StoredWorkload(
        WorkloadId id,
        Asked origin,
        List<String> clearedGates,
        WorkloadState state,
        int failures,
        Latest latest,
        @Nullable StopOrder stop,
        @Nullable String message,
        long revision,
        Past past,
        @Nullable Retry retry) {
    /** The current attempt, or the last. */
    public record Latest(
            int number,
            @Nullable Allocation allocation,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Integer exitCode,
            @Nullable String placement,
            boolean endReported,
            boolean adopted,
            boolean devicesUnknown) {}

    /**
     * What never changes of it.
     *
     * @param spec number of the spec, which is stored beside
     */
    record Asked(
            long spec,
            @Nullable NodeId target,
            @Nullable WorkerPlace place,
            Instant at,
            @Nullable Caller by) {
        static Asked of(Origin origin, long spec) {
            return new Asked(spec, origin.target(), origin.place(), origin.at(), origin.by());
        }

        Origin origin(WorkloadSpec asked) {
            return new Origin(asked, target, place, at, by);
        }
    }

    /**
     * The form of one.
     *
     * @param spec the number under which its spec is stored
     */
    public static StoredWorkload of(WorkloadRecord workload, long spec) {
        boolean reported = workload instanceof Ended ended && ended.end().reported();
        Attempt tried = workload.tried();
        return new StoredWorkload(
                workload.id(),
                Asked.of(workload.origin(), spec),
                workload.clearedGates(),
                workload.state(),
                workload.failures(),
                new Latest(
                        workload.attempt(),
                        workload.allocation(),
                        workload.startedAt(),
                        workload.finishedAt(),
                        workload.exitCode(),
                        workload.placement(),
                        reported,
                        tried != null && tried.adopted(),
                        tried != null && tried.devicesUnknown()),
                workload.stop(),
                workload instanceof Pending waiting ? waiting.why() : workload.word(),
                workload.revision(),
                workload.past(),
                workload.retry());
    }

    /** The number under which its spec is stored. */
    public long spec() {
        return origin.spec;
    }

    /**
     * The workload, with its spec.
     *
     * @throws IllegalArgumentException when it lacks what its state has
     */
    public WorkloadRecord record(WorkloadSpec asked) {
        WorkloadHead head =
                new WorkloadHead(
                        id,
                        origin.origin(asked),
                        clearedGates,
                        latest.number,
                        failures,
                        past,
                        revision);
        return switch (state) {
            case PENDING -> new Pending(head, message, retry);
            case STARTING -> new Starting(head, attempt(), stop);
            case RUNNING -> running(new Running(head, attempt(), started(), message));
            case STOPPING -> new Stopping(head, attempt(), started(), message, stop);
            case COMPLETED -> new Completed(head, attempt(), started(), end(), stop);
            case STOPPED -> new Stopped(head, attempted(), latest.startedAt, end(), stop);
            case FAILED -> new Failed(head, attempted(), latest.startedAt, end(), stop);
        };
    }

    /** No gateway left it running with an order; an order is not to be lost. */
    private Held running(Running running) {
        return stop == null ? running : running.stopping(stop);
    }

    private @Nullable Attempt attempted() {
        return latest.allocation == null ? null : attempt();
    }

    private Attempt attempt() {
        return new Attempt(
                there(latest.allocation, "allocation"),
                latest.placement,
                latest.adopted,
                latest.devicesUnknown);
    }

    private Instant started() {
        return there(latest.startedAt, "started_at");
    }

    private AttemptEnd end() {
        return new AttemptEnd(
                there(latest.finishedAt, "finished_at"),
                latest.exitCode,
                message,
                latest.endReported);
    }

    private <T> T there(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "workload " + id + " is " + state + " without " + name);
        }
        return value;
    }
}
