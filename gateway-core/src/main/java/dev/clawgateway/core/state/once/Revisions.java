package dev.clawgateway.core.state.once;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.cluster.MembershipCommand;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.space.WorkspaceId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether what a wish is about is as its caller has seen it. */
public final class Revisions {
    /** A number that no record bears: it is about none. */
    private static final long NONE = -1;

    /**
     * Revisions of what there is; null for what there is not.
     *
     * @param windows of maintenance
     * @param members of the registry of members
     */
    public record Records(
            Function<NodeId, @Nullable Long> nodes,
            Function<WorkloadId, @Nullable Long> workloads,
            Function<String, @Nullable Long> virtualClusters,
            Function<String, @Nullable Long> windows,
            Function<String, @Nullable Long> members,
            Function<WorkspaceId, @Nullable Long> workspaces) {}

    private final Records records;

    public Revisions(Records records) {
        this.records = records;
    }

    /** Why the wish is not to be done; null where its record has that revision. */
    public Outcome.@Nullable Refused refusal(Command<?> wish, long wanted) {
        Long current = current(wish);
        if (current == null) {
            return new Outcome.Refused(
                    ErrorCode.PRECONDITION_FAILED,
                    "it is not there, and was to have revision " + wanted);
        } else if (current == NONE) {
            return new Outcome.Refused(
                    ErrorCode.INVALID_REQUEST,
                    "If-Match: this change is about no record that has a revision");
        } else if (current != wanted) {
            return new Outcome.Refused(
                    ErrorCode.PRECONDITION_FAILED,
                    "it has revision " + current + " by now, not " + wanted);
        }
        return null;
    }

    /** Null where what it is about is not there. */
    private @Nullable Long current(Command<?> wish) {
        return switch (wish) {
            case Command.DrainNode drain -> records.nodes().apply(drain.node());
            case Command.DeleteNode(var node) -> records.nodes().apply(node);
            case Command.CordonNode cordon -> records.nodes().apply(cordon.node());
            case Command.UncordonNode(var node) -> records.nodes().apply(node);
            case Command.SetNodeLabel set -> records.nodes().apply(set.node());
            case Command.RemoveNodeLabel remove -> records.nodes().apply(remove.node());
            case Command.SetNodeTaint set -> records.nodes().apply(set.node());
            case Command.RemoveNodeTaint remove -> records.nodes().apply(remove.node());
            case Command.SetNodeCondition set -> records.nodes().apply(set.node());
            case Command.StopWorkload(var id, var _) -> records.workloads().apply(id);
            case Command.ClearGate(var id, var _) -> records.workloads().apply(id);
            case Command.SetVirtualCluster set -> records.virtualClusters().apply(set.name());
            case Command.RemoveVirtualCluster(var name) -> records.virtualClusters().apply(name);
            case Command.DeleteWorkspace(var id) -> records.workspaces().apply(id);
            case Command.SetMaintenance set -> records.windows().apply(set.name());
            case Command.RemoveMaintenance(var name) -> records.windows().apply(name);
            case MembershipCommand.SetMemberDisabled(var id, var _) -> records.members().apply(id);
            case MembershipCommand.RemoveMember(var id) -> records.members().apply(id);
            default -> NONE;
        };
    }
}
