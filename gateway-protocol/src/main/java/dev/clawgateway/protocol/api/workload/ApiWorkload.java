package dev.clawgateway.protocol.api.workload;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload.
 *
 * @param name the submitter's name for it; null for none
 * @param owner name of the operator who submitted it; null where nobody is known
 * @param place where it is or was
 * @param times when what happened
 * @param course how its attempts went
 * @param reason why it waits, is where it is, or ended, in words; null when there is nothing to say
 * @param group id of the first worker of the parallel workload it is a worker of; null for none
 * @param pendingGates that nobody has cleared
 * @param revision of the command that saved it last
 * @param spec what was asked for, without the values of environment variables; null in lists
 * @param attempts that are known, the current or last one last; null in lists
 */
public record ApiWorkload(
        WorkloadId id,
        @Nullable String name,
        WorkloadState state,
        String virtualCluster,
        @Nullable String owner,
        String image,
        Place place,
        Times times,
        Course course,
        @Nullable String reason,
        @Nullable WorkloadId group,
        @Nullable Integer workerIndex,
        List<String> pendingGates,
        long revision,
        @Nullable WorkloadSpec spec,
        @Nullable List<ApiAttempt> attempts) {
    public static final Kind<ApiWorkload> KIND =
            Kinds.object(ApiWorkload::read, ApiWorkload::members);

    private static final Kind<List<ApiAttempt>> ATTEMPTS = Kinds.list(ApiAttempt.KIND);

    public ApiWorkload {
        pendingGates = List.copyOf(pendingGates);
        attempts = attempts == null ? null : List.copyOf(attempts);
    }

    /**
     * Where it is or was.
     *
     * @param node null while it has none
     * @param nodeName null for none, or one that is forgotten
     * @param unhealthyGpus those that it holds and that are reported unhealthy
     */
    public record Place(
            @Nullable NodeId node,
            @Nullable String nodeName,
            List<Integer> gpus,
            List<Integer> unhealthyGpus) {
        public Place {
            gpus = List.copyOf(gpus);
            unhealthyGpus = List.copyOf(unhealthyGpus);
        }
    }

    /**
     * When what happened.
     *
     * @param started of the current or last attempt; null where it has not
     * @param nextTry the end of the pause before the next attempt; null when there is none
     */
    public record Times(
            Instant created,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable Instant nextTry) {}

    /**
     * How its attempts went.
     *
     * @param attempt number of the current or last, from 1; 0 before the first
     * @param failures how many have failed
     * @param restarts how many its restart policy began
     * @param stopCause who wanted or wants its end; null when nobody did
     * @param nodeMessage the node's last word about it
     * @param adopted its node ran it, and the gateway did not know
     */
    public record Course(
            int attempt,
            int failures,
            int restarts,
            @Nullable Integer exitCode,
            @Nullable String stopCause,
            @Nullable String nodeMessage,
            boolean adopted) {}

    private static void members(ApiWorkload workload, MemberWriter out) {
        Place place = workload.place;
        Times times = workload.times;
        Course course = workload.course;
        out.required("workload_id", ClawKinds.WORKLOAD_ID, workload.id)
                .optional("name", Kinds.TEXT, workload.name)
                .required("state", ClawKinds.WORKLOAD_STATE, workload.state)
                .required("virtual_cluster", Kinds.TEXT, workload.virtualCluster)
                .optional("owner", Kinds.TEXT, workload.owner)
                .required("image", Kinds.TEXT, workload.image)
                .optional("node_id", ClawKinds.NODE_ID, place.node)
                .optional("node_name", Kinds.TEXT, place.nodeName)
                .required("gpu_ids", Kinds.COUNTS, place.gpus)
                .unlessEmpty("unhealthy_gpus", Kinds.COUNTS, place.unhealthyGpus)
                .required("created_at", Kinds.TIME, times.created)
                .optional("started_at", Kinds.TIME, times.started)
                .optional("finished_at", Kinds.TIME, times.finished)
                .optional("next_try", Kinds.TIME, times.nextTry)
                .required("attempt", Kinds.COUNT, course.attempt)
                .required("failures", Kinds.COUNT, course.failures)
                .required("restarts", Kinds.COUNT, course.restarts)
                .optional("exit_code", Kinds.I32, course.exitCode)
                .optional("stop_cause", Kinds.TEXT, course.stopCause)
                .optional("node_message", Kinds.TEXT, course.nodeMessage)
                .unless(false, "adopted", Kinds.FLAG, course.adopted)
                .optional("reason", Kinds.TEXT, workload.reason)
                .optional("group", ClawKinds.WORKLOAD_ID, workload.group)
                .optional("worker_index", Kinds.COUNT, workload.workerIndex)
                .unlessEmpty("pending_gates", Kinds.TEXTS, workload.pendingGates)
                .required("revision", Kinds.U64, workload.revision)
                .optional("spec", SpecFormat.SPEC, workload.spec)
                .optional("attempts", ATTEMPTS, workload.attempts);
    }

    private static ApiWorkload read(Members m) throws JsonFormatException {
        return new ApiWorkload(
                m.required("workload_id", ClawKinds.WORKLOAD_ID),
                m.optional("name", Kinds.TEXT),
                m.required("state", ClawKinds.WORKLOAD_STATE),
                m.required("virtual_cluster", Kinds.TEXT),
                m.optional("owner", Kinds.TEXT),
                m.required("image", Kinds.TEXT),
                new Place(
                        m.optional("node_id", ClawKinds.NODE_ID),
                        m.optional("node_name", Kinds.TEXT),
                        m.required("gpu_ids", Kinds.COUNTS),
                        m.listOrEmpty("unhealthy_gpus", Kinds.COUNTS)),
                new Times(
                        m.required("created_at", Kinds.TIME),
                        m.optional("started_at", Kinds.TIME),
                        m.optional("finished_at", Kinds.TIME),
                        m.optional("next_try", Kinds.TIME)),
                new Course(
                        m.required("attempt", Kinds.COUNT),
                        m.required("failures", Kinds.COUNT),
                        m.required("restarts", Kinds.COUNT),
                        m.optional("exit_code", Kinds.I32),
                        m.optional("stop_cause", Kinds.TEXT),
                        m.optional("node_message", Kinds.TEXT),
                        m.otherwise("adopted", Kinds.FLAG, false)),
                m.optional("reason", Kinds.TEXT),
                m.optional("group", ClawKinds.WORKLOAD_ID),
                m.optional("worker_index", Kinds.COUNT),
                m.listOrEmpty("pending_gates", Kinds.TEXTS),
                m.required("revision", Kinds.U64),
                m.optional("spec", SpecFormat.SPEC),
                m.optional("attempts", ATTEMPTS));
    }
}
