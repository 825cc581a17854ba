package dev.clawgateway.core.space;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.WorkloadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place to work in: a workload with a repository that runs until the workspace is deleted, and is
 * started again whenever it ends. What it runs, and where, its workload says.
 *
 * @param name unique in its virtual cluster
 * @param repo where the repository is, as it was asked for
 * @param cluster the name of its virtual cluster
 * @param workload which is made with it, and with no other
 * @param by who asked for it
 * @param deletion null until it is to go. From then on its workload is not started again, and when
 *     that has ended the workspace is gone
 * @param revision of the command that saved it last; 0 before it was kept
 */
public record Workspace(
        WorkspaceId id,
        String name,
        String repo,
        String cluster,
        WorkloadId workload,
        Instant createdAt,
        Caller by,
        @Nullable Deletion deletion,
        long revision) {
    /** Most that there may be in all. */
    public static final int MOST = 10_000;

    /** Who wished it gone, and when. */
    public record Deletion(Instant at, Caller by) {}

    /** As saved by the command of that revision. */
    public Workspace at(long saved) {
        return new Workspace(id, name, repo, cluster, workload, createdAt, by, deletion, saved);
    }

    /** The same, which is to go. */
    public Workspace deleted(Instant at, Caller who) {
        Deletion wish = new Deletion(at, who);
        return new Workspace(id, name, repo, cluster, workload, createdAt, by, wish, revision);
    }

    /** Whether it is to go. */
    public boolean deleting() {
        return deletion != null;
    }
}
