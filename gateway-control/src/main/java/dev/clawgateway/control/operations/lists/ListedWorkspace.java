package dev.clawgateway.control.operations.lists;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceSpec;
import dev.clawgateway.core.space.WorkspaceState;
import org.jspecify.annotations.Nullable;

/**
 * A workspace with what its workload says of it.
 *
 * @param node where it is now; null while it has no place
 * @param attempt how often it was started; 0 before the first time, and where that is forgotten
 * @param reason why it is as it is, in words; null where there is nothing to say
 * @param url where people reach what it runs, if it says so and runs; null otherwise
 * @param shell by which command they get a shell in it, likewise
 */
public record ListedWorkspace(
        Workspace workspace,
        WorkspaceState state,
        @Nullable NodeId node,
        int attempt,
        @Nullable String reason,
        @Nullable String url,
        @Nullable String shell) {
    /** In a label, where the name of the node is to stand. */
    private static final String NODE_NAME = "{node}";

    /** One that was just made. */
    public static ListedWorkspace opened(Workspace workspace) {
        return new ListedWorkspace(workspace, WorkspaceState.PENDING, null, 0, null, null, null);
    }

    /** As it is now. */
    public static ListedWorkspace of(Workspace workspace, ClusterView view) {
        return of(workspace, view.workload(workspace.workload()), view);
    }

    /**
     * As it is while that is its workload.
     *
     * @param workload null where it is forgotten
     */
    public static ListedWorkspace of(
            Workspace workspace, @Nullable WorkloadRecord workload, ClusterView view) {
        WorkspaceState state = WorkspaceState.of(workspace, workload);
        if (workload == null) {
            return new ListedWorkspace(workspace, state, null, 0, null, null, null);
        }
        NodeId node = state == WorkspaceState.STOPPED ? null : workload.node();
        boolean runs = state == WorkspaceState.RUNNING;
        return new ListedWorkspace(
                workspace,
                state,
                node,
                workload.attempt(),
                workload.reason(),
                runs ? said(workload, WorkspaceSpec.URL_LABEL, view) : null,
                runs ? said(workload, WorkspaceSpec.SHELL_LABEL, view) : null);
    }

    /** The same for that reason. */
    public ListedWorkspace because(String why) {
        return new ListedWorkspace(workspace, state, node, attempt, why, url, shell);
    }

    private static @Nullable String said(WorkloadRecord workload, String label, ClusterView view) {
        String text = workload.spec().labels().get(label);
        NodeId id = workload.node();
        NodeRecord node = id == null ? null : view.node(id);
        return text == null || node == null ? text : text.replace(NODE_NAME, node.name());
    }
}
