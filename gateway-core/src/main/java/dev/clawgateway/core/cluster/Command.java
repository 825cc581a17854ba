package dev.clawgateway.core.cluster;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.MachineIdentity;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish. Applied one after the other by {@code ClusterState}; everything that varies (ids,
 * sessions) comes with the command, so that applying it is a pure function.
 */
public sealed interface Command {
    /**
     * A node opens a session, or registers again.
     *
     * @param session the connection it says so on
     * @param running what the node runs; null when it does not say
     * @param machine where it is; null when it does not say
     * @param silent the session that was asked for a sign of life, and gave none; null for none
     */
    record RegisterNode(
            NodeId node,
            SessionId session,
            String name,
            NodeCapacity capacity,
            NodeRecord.Marks marks,
            @Nullable List<RunningAttempt> running,
            @Nullable MachineIdentity machine,
            @Nullable SessionId silent)
            implements Command {
        /** A node that does not say on which machine it is. */
        public RegisterNode(
                NodeId node,
                SessionId session,
                String name,
                NodeCapacity capacity,
                NodeRecord.Marks marks,
                @Nullable List<RunningAttempt> running) {
            this(node, session, name, capacity, marks, running, null, null);
        }

        /** The same, after that session gave no sign of life. */
        public RegisterNode after(SessionId silence) {
            return new RegisterNode(
                    node, session, name, capacity, marks, running, machine, silence);
        }
    }

    /** A node's session ended, for whatever reason. Ignored when a newer one has taken over. */
    record SessionClosed(NodeId node, SessionId session) implements Command {}

    /**
     * A node with an open session fell silent, or was heard again.
     *
     * @param heardNanos when it was last heard, on the monotonic clock
     * @param patience how long after that its work is lost
     */
    record ReportLiveness(
            NodeId node, SessionId session, boolean silent, long heardNanos, Duration patience)
            implements Command {}

    /** A node with an open session has been silent for so long that its work is lost. */
    record LoseNode(NodeId node, SessionId session) implements Command {}

    /** This process stood still and heard nobody: whoever was to be heard by now gets more time. */
    record OwnPause(Duration pause) implements Command {}

    record DrainNode(NodeId node, boolean drain) implements Command {}

    /**
     * Keeps new work from a node until it is taken back.
     *
     * @param reason why, for those who read it; null keeps the one given before
     */
    record CordonNode(NodeId node, @Nullable String reason) implements Command {}

    record UncordonNode(NodeId node) implements Command {}

    record SetNodeLabel(NodeId node, String key, String value) implements Command {}

    record RemoveNodeLabel(NodeId node, String key) implements Command {}

    /** Replaces every taint of that key. */
    record SetNodeTaint(NodeId node, Taint taint) implements Command {}

    record RemoveNodeTaint(NodeId node, String key) implements Command {}

    record SetNodeCondition(
            NodeId node, String type, ConditionStatus status, @Nullable String reason)
            implements Command {}

    /**
     * A workload to be run.
     *
     * @param id fresh; a known one is refused
     * @param target the only node allowed; null for any
     * @param queue whether it waits when nothing fits now; otherwise it is refused and nothing is
     *     kept
     */
    record SubmitWorkload(WorkloadId id, WorkloadSpec spec, @Nullable NodeId target, boolean queue)
            implements Command {}

    /**
     * Ends a workload.
     *
     * @param force stops without grace
     */
    record StopWorkload(WorkloadId id, boolean force) implements Command {}

    /**
     * A node says how a workload fares.
     *
     * @param attempt null when the node does not say; then the current one is meant
     */
    record ReportWorkload(
            NodeId node,
            SessionId session,
            WorkloadId workload,
            WorkloadState state,
            @Nullable Integer attempt,
            @Nullable Integer exitCode,
            @Nullable String message)
            implements Command {}

    record ClearGate(WorkloadId workload, String gate) implements Command {}

    record SetVirtualCluster(VirtualCluster cluster) implements Command {}

    /** Takes a virtual cluster's declaration back. Refused while anything depends on it. */
    record RemoveVirtualCluster(String name) implements Command {}

    /**
     * Enters or leaves maintenance.
     *
     * @param serving false is maintenance: nothing new is placed
     */
    record SetServing(boolean serving) implements Command {}

    /** Time has passed: look at every timeout. */
    record Tick() implements Command {}

    /** Wishes about the registries of members, each in a file of its own. */
    sealed interface OfRegistry extends Command permits DiscoveryCommand, MembershipCommand {}
}
