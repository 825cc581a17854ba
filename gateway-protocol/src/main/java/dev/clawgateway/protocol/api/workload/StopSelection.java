package dev.clawgateway.protocol.api.workload;

import dev.clawgateway.core.life.WorkloadChoice;
import dev.clawgateway.protocol.claw.parts.ClawKinds;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All workloads of a choice are to end.
 *
 * @param force without grace
 * @param expected how many they are to be; null for however many
 */
public record StopSelection(WorkloadChoice choice, boolean force, @Nullable Integer expected) {
    private static final Kind<WorkloadChoice> CHOICE =
            Kinds.object(StopSelection::choice, StopSelection::write);

    public byte[] write() {
        return JsonTree.write(out ->
                out.required("selector", CHOICE, choice)
                        .unless(false, "force", Kinds.FLAG, force)
                        .optional("expected_count", Kinds.COUNT, expected));
    }

    /** Reads a request's body. */
    public static StopSelection read(JsonNode body) throws JsonFormatException {
        Members request = Value.root(body, "").members();
        return new StopSelection(
                request.required("selector", CHOICE),
                request.otherwise("force", Kinds.FLAG, false),
                request.optional("expected_count", Kinds.COUNT));
    }

    private static WorkloadChoice choice(Members m) throws JsonFormatException {
        return new WorkloadChoice(
                m.listOrEmpty("state", Kinds.list(ClawKinds.WORKLOAD_STATE)),
                m.optional("node", ClawKinds.NODE_ID),
                m.optional("group", ClawKinds.WORKLOAD_ID),
                m.mapOrEmpty("labels"),
                m.optional("cluster", Kinds.TEXT),
                m.optional("owner", Kinds.TEXT),
                duration(m.optional("min_age_secs", Kinds.U32)),
                duration(m.optional("max_age_secs", Kinds.U32)));
    }

    private static void write(WorkloadChoice choice, MemberWriter out) {
        out.unlessEmpty("state", Kinds.list(ClawKinds.WORKLOAD_STATE), choice.states())
                .optional("node", ClawKinds.NODE_ID, choice.node())
                .optional("group", ClawKinds.WORKLOAD_ID, choice.group())
                .unlessEmpty("labels", choice.labels())
                .optional("cluster", Kinds.TEXT, choice.virtualCluster())
                .optional("owner", Kinds.TEXT, choice.owner())
                .optional("min_age_secs", Kinds.U32, seconds(choice.minAge()))
                .optional("max_age_secs", Kinds.U32, seconds(choice.maxAge()));
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}
