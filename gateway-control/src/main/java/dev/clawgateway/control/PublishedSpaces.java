package dev.clawgateway.control;

import dev.clawgateway.control.watch.ChangeFeed;
import dev.clawgateway.control.watch.Changed;
import dev.clawgateway.control.watch.WorkspaceSeen;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces as they are published. What a workspace is seen as follows from its workload too: so
 * what one command did to both is told once, when all of it was applied. Changed by the store
 * thread, read by all.
 */
final class PublishedSpaces {
    private final Map<WorkspaceId, Workspace> spaces = new ConcurrentHashMap<>();
    private final Function<WorkloadId, @Nullable WorkloadRecord> workloads;

    /** The store thread's. */
    private final Map<WorkloadId, WorkspaceId> ofWorkloads = new HashMap<>();

    /** As those were before the command whose changes are applied now; empty for none. */
    private final Map<WorkspaceId, Optional<WorkspaceSeen>> touched = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param workloads as they are published
     */
    PublishedSpaces(Function<WorkloadId, @Nullable WorkloadRecord> workloads) {
        this.workloads = workloads;
    }

    Collection<Workspace> all() {
        return Collections.unmodifiableCollection(spaces.values());
    }

    @Nullable Workspace get(WorkspaceId id) {
        return spaces.get(id);
    }

    void put(Workspace space) {
        touch(space.id());
        spaces.put(space.id(), space);
        ofWorkloads.put(space.workload(), space.id());
    }

    void remove(WorkspaceId id) {
        touch(id);
        Workspace gone = spaces.remove(id);
        if (gone != null) {
            ofWorkloads.remove(gone.workload());
        }
    }

    /** A workload is about to be published otherwise. */
    void changes(WorkloadId workload) {
        WorkspaceId id = ofWorkloads.get(workload);
        if (id != null) {
            touch(id);
        }
    }

    private void touch(WorkspaceId id) {
        touched.computeIfAbsent(id, _ -> Optional.ofNullable(seen(id)));
    }

    private @Nullable WorkspaceSeen seen(WorkspaceId id) {
        Workspace space = spaces.get(id);
        return space == null ? null : new WorkspaceSeen(space, workloads.apply(space.workload()));
    }

    /**
     * All changes of a command were applied.
     *
     * @param revision of the command; 0 where nobody is to be told
     */
    void applied(long revision, ChangeFeed feed) {
        if (revision > 0) {
            touched.forEach((id, before) ->
                    feed.add(new Changed.OfWorkspace(revision, before.orElse(null), seen(id))));
        }
        touched.clear();
    }
}
