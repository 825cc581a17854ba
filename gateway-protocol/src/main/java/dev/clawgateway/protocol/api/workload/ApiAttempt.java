package dev.clawgateway.protocol.api.workload;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try at running a workload.
 *
 * @param number from 1
 * @param node that it was given
 * @param lost it was given up with its node, and no word of its end has come: it may still run
 * @param placement why it was placed there; null where it is not known
 */
public record ApiAttempt(
        int number,
        NodeId node,
        List<Integer> gpus,
        boolean lost,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable Integer exitCode,
        @Nullable String placement) {
    public static final Kind<ApiAttempt> KIND = Kinds.object(ApiAttempt::read, ApiAttempt::members);

    public ApiAttempt {
        gpus = List.copyOf(gpus);
    }

    private static void members(ApiAttempt attempt, MemberWriter out) {
        out.required("number", Kinds.COUNT, attempt.number)
                .required("node_id", ClawKinds.NODE_ID, attempt.node)
                .unlessEmpty("gpu_ids", Kinds.COUNTS, attempt.gpus)
                .unless(false, "lost", Kinds.FLAG, attempt.lost)
                .optional("started_at", Kinds.TIME, attempt.started)
                .optional("finished_at", Kinds.TIME, attempt.finished)
                .optional("exit_code", Kinds.I32, attempt.exitCode)
                .optional("placement", Kinds.TEXT, attempt.placement);
    }

    private static ApiAttempt read(Members m) throws JsonFormatException {
        return new ApiAttempt(
                m.required("number", Kinds.COUNT),
                m.required("node_id", ClawKinds.NODE_ID),
                m.listOrEmpty("gpu_ids", Kinds.COUNTS),
                m.otherwise("lost", Kinds.FLAG, false),
                m.optional("started_at", Kinds.TIME),
                m.optional("finished_at", Kinds.TIME),
                m.optional("exit_code", Kinds.I32),
                m.optional("placement", Kinds.TEXT));
    }
}
