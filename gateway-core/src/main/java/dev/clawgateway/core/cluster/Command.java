package dev.clawgateway.core.cluster;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.Terms;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.RunningAttempt;
import dev.clawgateway.core.life.WorkloadChoice;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualClusterId;
import dev.clawgateway.core.placement.VirtualClusterTerms;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.MachineIdentity;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.space.WorkspaceId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish. Applied one after the other by {@code ClusterState}; everything that varies (ids,
 * sessions) comes with the command, so that applying it is a pure function.
 *
 * @param <O> what it is granted, unless it is refused
 */
public sealed interface Command<O extends Outcome.Granted> {
    /** Holds a rule to what its command is answered with, when it is compiled. */
    default Applied<O> by(Applied<O> rule) {
        return rule;
    }

    /**
     * A node opens a session, or registers again.
     *
     * @param session the connection it says so on
     * @param running what the node runs; null when it does not say
     * @param machine where it is; null when it does not say
     * @param fleet which fleet it belonged to before; null when it does not say
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
            @Nullable String fleet,
            @Nullable SessionId silent)
            implements Command<Outcome.Admission> {
        /** A node that does not say on which machine it is. */
        public RegisterNode(
                NodeId node,
                SessionId session,
                String name,
                NodeCapacity capacity,
                NodeRecord.Marks marks,
                @Nullable List<RunningAttempt> running) {
            this(node, session, name, capacity, marks, running, null, null, null);
        }

        /** The same, after that session gave no sign of life. */
        public RegisterNode after(SessionId silence) {
            return new RegisterNode(
                    node, session, name, capacity, marks, running, machine, fleet, silence);
        }
    }

    /** A node's session ended, for whatever reason. Ignored when a newer one has taken over. */
    record SessionClosed(NodeId node, SessionId session) implements Command<Outcome.Changed> {}

    /**
     * A node with an open session fell silent, or was heard again.
     *
     * @param heardNanos when it was last heard, on the monotonic clock
     * @param patience how long after that its work is lost
     */
    record ReportLiveness(
            NodeId node, SessionId session, boolean silent, long heardNanos, Duration patience)
            implements Command<Outcome.Changed> {}

    /**
     * A node with an open session was not heard for half of its patience, or is heard again. Says
     * nothing that it would be told or shown by itself: see {@link ReportLiveness}.
     */
    record ReportMissing(NodeId node, SessionId session, boolean missing)
            implements Command<Outcome.Changed> {}

    /** Whoever knows that silent nodes are gone lets them be given up, though they are many. */
    record AcceptLosses() implements Command<Outcome.Changed> {}

    /** A node with an open session has been silent for so long that its work is lost. */
    record LoseNode(NodeId node, SessionId session) implements Command<Outcome.Changed> {}

    /** This process stood still and heard nobody: whoever was to be heard by now gets more time. */
    record OwnPause(Duration pause) implements Command<Outcome.Changed> {}

    /**
     * Empties a node, or takes that back: no new work, and what runs there may finish.
     *
     * @param deadline how long it may take; what is left then is moved elsewhere, at once for zero.
     *     Null for any time, which leaves a deadline that was given before
     */
    record DrainNode(NodeId node, boolean drain, @Nullable Duration deadline)
            implements Command<Outcome.Changed> {
        /** One that takes what time it takes. */
        public DrainNode(NodeId node, boolean drain) {
            this(node, drain, null);
        }
    }

    /**
     * Keeps new work from a node until it is taken back.
     *
     * @param reason why, for those who read it; null keeps the one given before
     */
    record CordonNode(NodeId node, @Nullable String reason) implements Command<Outcome.Changed> {}

    /** A node that is away will not return: what it holds is given up, and it is forgotten. */
    record DeleteNode(NodeId node) implements Command<Outcome.Changed> {}

    record UncordonNode(NodeId node) implements Command<Outcome.Changed> {}

    record SetNodeLabel(NodeId node, String key, String value)
            implements Command<Outcome.Changed> {}

    record RemoveNodeLabel(NodeId node, String key) implements Command<Outcome.Changed> {}

    /** Replaces every taint of that key. */
    record SetNodeTaint(NodeId node, Taint taint) implements Command<Outcome.Changed> {}

    record RemoveNodeTaint(NodeId node, String key) implements Command<Outcome.Changed> {}

    record SetNodeCondition(
            NodeId node, String type, ConditionStatus status, @Nullable String reason)
            implements Command<Outcome.Changed> {}

    /**
     * A workload to be run.
     *
     * @param id fresh; a known one is refused
     * @param target the only node allowed; null for any
     * @param queue whether it waits when nothing fits now; otherwise it is refused and nothing is
     *     kept
     */
    record SubmitWorkload(WorkloadId id, WorkloadSpec spec, @Nullable NodeId target, boolean queue)
            implements Command<Outcome.Submitted> {}

    /**
     * Ends a workload.
     *
     * @param force stops without grace
     */
    record StopWorkload(WorkloadId id, boolean force) implements Command<Outcome.Changed> {}

    /**
     * Ends all workloads of a choice that have not ended, or none of them.
     *
     * @param choice which; at least one thing has to be said
     * @param reach what of all there is may be among them
     * @param force stops without grace
     * @param expected how many they are to be: where they are not, none is stopped; null for
     *     however many, up to {@link #MOST}
     */
    record StopWorkloads(
            WorkloadChoice choice, Reach reach, boolean force, @Nullable Integer expected)
            implements Command<Outcome.StopsOrdered> {
        /** More are not stopped by one command. */
        public static final int MOST = 10_000;

        /**
         * What its caller may stop.
         *
         * @param virtualClusters the only ones; null for all
         * @param owner whose they are; null for anybody's
         */
        public record Reach(@Nullable List<String> virtualClusters, @Nullable Principal owner) {
            /** Whatever there is. */
            public static final Reach ALL = new Reach(null, null);

            /** Whoever has no name owns nothing. */
            public boolean covers(WorkloadRecord workload) {
                Caller by = workload.submittedBy();
                return (virtualClusters == null
                                || virtualClusters.contains(
                                        workload.spec().scheduling().queue().virtualCluster()))
                        && (owner == null
                                || (by != null
                                        && owner.equals(by.principal())
                                        && !owner.equals(new Principal.Operator(null))));
            }
        }
    }

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
            implements Command<Outcome.Changed> {}

    record ClearGate(WorkloadId workload, String gate) implements Command<Outcome.GateCleared> {}

    /**
     * Declares a virtual cluster, or changes one.
     *
     * @param fresh its id, where it is declared by this
     */
    record SetVirtualCluster(
            String name, VirtualClusterId fresh, VirtualClusterTerms terms, Presence presence)
            implements Command<Outcome.Changed> {
        /** As it is told in full, whether there is one or not. */
        public SetVirtualCluster(VirtualCluster wanted) {
            this(wanted.name(), wanted.id(), VirtualClusterTerms.of(wanted), Presence.EITHER);
        }

        /** Whether there has to be one of the name. */
        public enum Presence {
            /** Refused where there is one. */
            NEW,
            /** Refused where there is none. */
            DECLARED,
            EITHER
        }
    }

    /** Takes a virtual cluster's declaration back. Refused while anything is in it. */
    record RemoveVirtualCluster(String name) implements Command<Outcome.Changed> {}

    /**
     * A workspace, and the workload that it is.
     *
     * @param cluster its virtual cluster, by id or name
     * @param wanted what it runs and needs; its environment, restarts and cluster are seen to
     */
    record CreateWorkspace(
            WorkspaceId id,
            WorkloadId workload,
            String name,
            String repo,
            String cluster,
            WorkloadSpec wanted)
            implements Command<Outcome.Opened> {}

    /** Has a workspace go; it is gone when its workload has ended. */
    record DeleteWorkspace(WorkspaceId id) implements Command<Outcome.Changed> {}

    /**
     * Plans a time in which nodes are to stand empty, or another in place of the one of that name.
     *
     * @param nodes those it concerns by their ids
     * @param selector labels that others must have; empty for none
     * @param lead how long before {@code from} they take no new work
     * @param reason why, for those who read it; null for none
     */
    record SetMaintenance(
            String name,
            List<NodeId> nodes,
            Map<String, String> selector,
            Instant from,
            Instant until,
            Duration lead,
            @Nullable String reason)
            implements Command<Outcome.Changed> {
        /** What it plans. */
        public MaintenanceWindow window(Caller by) {
            return new MaintenanceWindow(
                    name,
                    nodes,
                    selector,
                    from,
                    until,
                    lead,
                    reason,
                    MaintenanceWindow.Phase.PLANNED,
                    by,
                    0);
        }
    }

    /** Takes a maintenance window back, planned or on. */
    record RemoveMaintenance(String name) implements Command<Outcome.Changed> {}

    /**
     * Enters or leaves maintenance.
     *
     * @param serving false is maintenance: nothing new is placed
     */
    record SetServing(boolean serving) implements Command<Outcome.Changed> {}

    /**
     * The gateway is about to end: nothing new is placed any more until it is started again. Not
     * kept; where it ends otherwise, or not at all, the next start knows nothing of it.
     */
    record Retire() implements Command<Outcome.Changed> {}

    /** A reign has begun; the first of all gives the fleet its identity. */
    record BeginReign(FleetId fleet) implements Command<Outcome.Changed> {}

    /** The audit log is safe up to there. */
    record NoteAudit(AuditMark mark) implements Command<Outcome.Changed> {}

    /**
     * A wish on terms: done once however often it is sent under one key, and only where what it is
     * about bears a certain revision. No other such wish.
     *
     * @param otherwise where nothing was answered under its key before it is answered so, and
     *     nothing is done; null to have it done
     */
    record Once<O extends Outcome.Granted>(
            Command<O> wish, Terms terms, Outcome.@Nullable Refused otherwise)
            implements Command<Outcome.Once<O>> {}

    /** Time has passed: look at every timeout. */
    record Tick() implements Command<Outcome.Changed> {}

    /** Wishes about the registries of members and of credentials, each in a file of its own. */
    sealed interface OfRegistry<O extends Outcome.Granted> extends Command<O>
            permits DiscoveryCommand, MembershipCommand, AccessCommand {}
}
