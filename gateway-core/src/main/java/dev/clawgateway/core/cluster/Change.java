package dev.clawgateway.core.cluster;

import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.record.Avoided;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.record.EndMark;
import dev.clawgateway.core.record.Lineage;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.record.MassAbsence;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.core.record.PastUseRecord;
import dev.clawgateway.core.record.Strangeness;
import dev.clawgateway.core.space.Workspace;
import dev.clawgateway.core.space.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact: what a command changed. Stored, then published to readers, in this order. */
public sealed interface Change {
    /** Bears the revision of the command that saved it. */
    sealed interface Revised extends Change
            permits NodeSaved,
                    WorkloadSaved,
                    VirtualClusterSaved,
                    MaintenanceSaved,
                    WorkspaceSaved,
                    EventRecorded,
                    DiscoveryChange.MemberSaved,
                    MembershipChange.MemberSaved,
                    AccessChange.CredentialSaved,
                    AccessChange.DeviceSaved {
        long revision();
    }

    /** Bears none: something is gone, or is not asked for by its revision. */
    sealed interface Plain extends Change
            permits NodeForgotten,
                    WorkloadForgotten,
                    VirtualClusterForgotten,
                    MaintenanceForgotten,
                    WorkspaceForgotten,
                    PastUseSaved,
                    ServingSet,
                    StatusChanged,
                    AvoidanceChanged,
                    MissingChanged,
                    MassAbsenceChanged,
                    ReignBegun,
                    AuditNoted,
                    EndMarked,
                    ClockSaved,
                    StrangenessChanged,
                    HoldingsChecked,
                    AnswerKept,
                    AnswerForgotten,
                    DiscoveryChange.MemberForgotten,
                    DiscoveryChange.StandingSaved,
                    MembershipChange.GatewayNamed,
                    MembershipChange.MemberForgotten,
                    AccessChange.CredentialForgotten,
                    AccessChange.RevocationSaved,
                    AccessChange.RevocationForgotten,
                    AccessChange.JoinUsed,
                    AccessChange.JoinUseForgotten,
                    AccessChange.DeviceForgotten {}

    record NodeSaved(NodeRecord node) implements Revised {
        @Override
        public long revision() {
            return node.revision();
        }
    }

    record NodeForgotten(NodeId node) implements Plain {}

    record WorkloadSaved(WorkloadRecord workload) implements Revised {
        @Override
        public long revision() {
            return workload.revision();
        }
    }

    record WorkloadForgotten(WorkloadId workload) implements Plain {}

    record VirtualClusterSaved(VirtualCluster cluster) implements Revised {
        @Override
        public long revision() {
            return cluster.revision();
        }
    }

    record VirtualClusterForgotten(String name) implements Plain {}

    record MaintenanceSaved(MaintenanceWindow window) implements Revised {
        @Override
        public long revision() {
            return window.revision();
        }
    }

    record MaintenanceForgotten(String name) implements Plain {}

    record WorkspaceSaved(Workspace workspace) implements Revised {
        @Override
        public long revision() {
            return workspace.revision();
        }
    }

    record WorkspaceForgotten(WorkspaceId workspace) implements Plain {}

    /** Takes the place of the one before. */
    record PastUseSaved(PastUseRecord pastUse) implements Plain {}

    /**
     * The mode of the gateway.
     *
     * @param since when it changed last; null where that was before it was kept
     */
    record ServingSet(boolean serving, @Nullable Instant since) implements Plain {}

    record EventRecorded(Event event) implements Revised {
        @Override
        public long revision() {
            return event.revision();
        }
    }

    /** Soft: published to readers, never stored. */
    record StatusChanged(NodeId node, NodeStatus status) implements Plain {}

    /**
     * Soft, like the status.
     *
     * @param avoided null when it no longer is
     */
    record AvoidanceChanged(NodeId node, @Nullable Avoided avoided) implements Plain {}

    /**
     * Soft, like the status.
     *
     * @param missing whether the node is silent for so long that it may be given up soon
     */
    record MissingChanged(NodeId node, boolean missing) implements Plain {}

    /**
     * At each start.
     *
     * @param fleet the same for ever
     * @param lineage with the reign that has begun as the newest
     */
    record ReignBegun(FleetId fleet, Lineage lineage) implements Plain {}

    /** How far the audit log was safe; takes the place of the one before. */
    record AuditNoted(AuditMark mark) implements Plain {}

    /** Of a workload that is forgotten; as many are kept as {@link EndMark#MOST} says. */
    record EndMarked(EndMark mark) implements Plain {}

    /** In the commit of what it answers. */
    record AnswerKept(KeptAnswer answer) implements Plain {}

    /**
     * An answer's time is over.
     *
     * @param number of it
     */
    record AnswerForgotten(long number) implements Plain {}

    /** Takes the place of the one before. */
    record ClockSaved(ClockRecord clock) implements Plain {}

    /**
     * Soft, like the status.
     *
     * @param absence null when not many are missing together
     */
    record MassAbsenceChanged(@Nullable MassAbsence absence) implements Plain {}

    /**
     * Soft, like the status.
     *
     * @param strangeness what is strange about the node; null for nothing
     */
    record StrangenessChanged(NodeId node, @Nullable Strangeness strangeness) implements Plain {}

    /**
     * Soft, like the status.
     *
     * @param differences between what is known to hold devices and what the engine holds, by the
     *     last look
     */
    record HoldingsChecked(int differences) implements Plain {}

    /** Whether a store keeps it. */
    default boolean durable() {
        return !(this instanceof StatusChanged
                || this instanceof AvoidanceChanged
                || this instanceof MissingChanged
                || this instanceof MassAbsenceChanged
                || this instanceof StrangenessChanged
                || this instanceof HoldingsChecked);
    }

    /** Of the registries of members and of credentials, each in a file of its own. */
    sealed interface OfRegistry extends Change
            permits DiscoveryChange, MembershipChange, AccessChange {}
}
