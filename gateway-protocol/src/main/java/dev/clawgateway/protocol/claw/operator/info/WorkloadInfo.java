package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workload as operators see it.
 *
 * @param nodeId {@link #NO_NODE} while it has none, since clients do not take null
 * @param status only where one workload was asked for
 * @param gpuIds the GPUs it holds or last held. Our extension
 * @param attempt the current attempt. Our extension
 * @param exitCode how its process ended. Our extension
 * @param reason why it waits, is where it is, or ended, for people. Our extension
 * @param name the submitter's name for it. Our extension
 * @param nodeName of the node; null while it has none. Our extension
 * @param group id of the first worker of the parallel workload it is a worker of. Our extension
 * @param workerIndex its number among those, from 0. Our extension
 * @param failures how many of its attempts have failed. Our extension
 * @param spec what was asked for, without the values of environment variables; only where one
 *     workload was asked for. Our extension
 * @param stopCause who wanted or wants its end, such as {@link #TIME_LIMIT}; null when nobody did.
 *     Our extension
 * @param nodeMessage the node's last word about it. Our extension
 * @param restarts how many attempts its restart policy began. Our extension
 * @param nextTry the end of the pause before its next attempt; null when there is none. Our
 *     extension
 * @param unhealthyGpus those that it holds and that are reported unhealthy. Our extension
 * @param adopted its node ran it, and the gateway did not know. Our extension
 */
public record WorkloadInfo(
        WorkloadId workloadId,
        NodeId nodeId,
        WorkloadState state,
        String image,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable WorkloadStatus status,
        List<Integer> gpuIds,
        @Nullable Integer attempt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String name,
        @Nullable String nodeName,
        @Nullable WorkloadId group,
        @Nullable Integer workerIndex,
        int failures,
        @Nullable WorkloadSpec spec,
        @Nullable String stopCause,
        @Nullable String nodeMessage,
        int restarts,
        @Nullable Instant nextTry,
        List<Integer> unhealthyGpus,
        boolean adopted) {
    /** One that was not adopted. */
    public WorkloadInfo(
            WorkloadId workloadId,
            NodeId nodeId,
            WorkloadState state,
            String image,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable WorkloadStatus status,
            List<Integer> gpuIds,
            @Nullable Integer attempt,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable String name,
            @Nullable String nodeName,
            @Nullable WorkloadId group,
            @Nullable Integer workerIndex,
            int failures,
            @Nullable WorkloadSpec spec,
            @Nullable String stopCause,
            @Nullable String nodeMessage,
            int restarts,
            @Nullable Instant nextTry,
            List<Integer> unhealthyGpus) {
        this(
                workloadId,
                nodeId,
                state,
                image,
                createdAt,
                startedAt,
                finishedAt,
                status,
                gpuIds,
                attempt,
                exitCode,
                reason,
                name,
                nodeName,
                group,
                workerIndex,
                failures,
                spec,
                stopCause,
                nodeMessage,
                restarts,
                nextTry,
                unhealthyGpus,
                false);
    }

    /** The cause of a stop: it ran as long as its submitter allows. */
    public static final String TIME_LIMIT = "time_limit";

    /** Stands for no node. */
    public static final NodeId NO_NODE = new NodeId(new UUID(0, 0));

    public WorkloadInfo {
        gpuIds = List.copyOf(gpuIds);
        unhealthyGpus = List.copyOf(unhealthyGpus);
    }
}
