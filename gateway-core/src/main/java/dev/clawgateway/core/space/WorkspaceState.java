package dev.clawgateway.core.space;

import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.Pending;
import dev.clawgateway.core.life.Running;
import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.life.Stopping;
import dev.clawgateway.core.life.WorkloadRecord;
import org.jspecify.annotations.Nullable;

/** How it stands with a workspace: what its workload does, unless it is to go. */
public enum WorkspaceState {
    /** It waits for a place, or for the pause before it is started again. */
    PENDING,
    /** It has a place, and its node was told to start it. */
    STARTING,
    RUNNING,
    /** It is being deleted, or has to leave its place and is started again elsewhere. */
    STOPPING,
    /** Its workload was stopped for good, by itself; only deleting the workspace is left. */
    STOPPED;

    /**
     * Follows from both.
     *
     * @param workload null where it has ended so long ago that it is forgotten
     */
    public static WorkspaceState of(Workspace workspace, @Nullable WorkloadRecord workload) {
        return workspace.deleting()
                ? STOPPING
                : switch (workload) {
                    case null -> STOPPED;
                    case Pending _ -> PENDING;
                    case Starting _ -> STARTING;
                    case Running _ -> RUNNING;
                    case Stopping _ -> STOPPING;
                    case Ended _ -> STOPPED;
                };
    }
}
