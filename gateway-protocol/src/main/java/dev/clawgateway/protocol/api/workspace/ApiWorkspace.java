package dev.clawgateway.protocol.api.workspace;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace.
 *
 * @param cluster name of its virtual cluster
 * @param state {@code pending}, {@code starting}, {@code running}, {@code stopping} or {@code
 *     stopped}
 * @param nodeId where it is; null while it has no place
 * @param attempt how often its workload was started
 * @param reason why it is as it is, in words; null for nothing
 * @param url where people reach it; null where it does not say, or does not run
 * @param shell by which command people get a shell in it; likewise
 */
public record ApiWorkspace(
        String id,
        String name,
        String repo,
        String cluster,
        String state,
        @Nullable String nodeId,
        String workloadId,
        Instant createdAt,
        int attempt,
        @Nullable String reason,
        @Nullable String url,
        @Nullable String shell,
        long revision) {
    public static final Kind<ApiWorkspace> KIND =
            Kinds.object(ApiWorkspace::of, ApiWorkspace::members);

    private static ApiWorkspace of(Members space) throws JsonFormatException {
        return new ApiWorkspace(
                space.required("id", Kinds.TEXT),
                space.required("name", Kinds.TEXT),
                space.required("repo", Kinds.TEXT),
                space.required("cluster", Kinds.TEXT),
                space.required("state", Kinds.TEXT),
                space.optional("nodeId", Kinds.TEXT),
                space.required("workloadId", Kinds.TEXT),
                space.required("createdAt", Kinds.TIME),
                space.otherwise("attempt", Kinds.COUNT, 0),
                space.optional("reason", Kinds.TEXT),
                space.optional("url", Kinds.TEXT),
                space.optional("shell", Kinds.TEXT),
                space.otherwise("revision", Kinds.U64, 0L));
    }

    private static void members(ApiWorkspace space, MemberWriter out) {
        out.required("id", Kinds.TEXT, space.id)
                .required("name", Kinds.TEXT, space.name)
                .required("repo", Kinds.TEXT, space.repo)
                .required("cluster", Kinds.TEXT, space.cluster)
                .required("state", Kinds.TEXT, space.state)
                .nullable("nodeId", Kinds.TEXT, space.nodeId)
                .required("workloadId", Kinds.TEXT, space.workloadId)
                .required("createdAt", Kinds.TIME, space.createdAt)
                .required("attempt", Kinds.COUNT, space.attempt)
                .nullable("reason", Kinds.TEXT, space.reason)
                .nullable("url", Kinds.TEXT, space.url)
                .nullable("shell", Kinds.TEXT, space.shell)
                .required("revision", Kinds.U64, space.revision);
    }
}
