package dev.clawgateway.client.space;

import dev.clawgateway.protocol.api.workspace.ApiWorkspace;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as it was when it was asked for.
 *
 * @param cluster name of its virtual cluster
 * @param state {@code pending}, {@code starting}, {@code running}, {@code stopping} or {@code
 *     stopped}
 * @param node id of the node where it is; null while it has no place
 * @param workload id of the workload that it is
 * @param attempt how often that was started
 * @param reason why it is as it is; null for nothing to say
 * @param url where people reach it; null where it does not say, or does not run
 * @param shell by which command people get a shell in it; likewise
 */
public record WorkspaceView(
        String id,
        String name,
        String repo,
        String cluster,
        String state,
        @Nullable String node,
        String workload,
        Instant createdAt,
        int attempt,
        @Nullable String reason,
        @Nullable String url,
        @Nullable String shell,
        long revision) {
    static WorkspaceView of(ApiWorkspace told) {
        return new WorkspaceView(
                told.id(),
                told.name(),
                told.repo(),
                told.cluster(),
                told.state(),
                told.nodeId(),
                told.workloadId(),
                told.createdAt(),
                told.attempt(),
                told.reason(),
                told.url(),
                told.shell(),
                told.revision());
    }

    /** For programs: as the gateway's API has it, on one line. */
    public String json() {
        return text(ApiWorkspace.KIND, told());
    }

    /** The same of several, as a list. */
    public static String json(List<WorkspaceView> all) {
        return text(Kinds.list(ApiWorkspace.KIND), all.stream().map(WorkspaceView::told).toList());
    }

    private ApiWorkspace told() {
        return new ApiWorkspace(
                id, name, repo, cluster, state, node, workload, createdAt, attempt, reason, url,
                shell, revision);
    }

    private static <T> String text(Kind<T> kind, T value) {
        return new String(JsonTree.write(kind, value), StandardCharsets.UTF_8);
    }
}
