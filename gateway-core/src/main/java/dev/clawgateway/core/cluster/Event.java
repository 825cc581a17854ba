package dev.clawgateway.core.cluster;

import dev.clawgateway.core.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What users see of the cluster's history.
 *
 * @param sequence gapless and growing from 1 (invariant I8)
 * @param virtualCluster whose workload or workspace it is about; null where it is about neither,
 *     and in events from before it was kept
 * @param by who wished what led to it; null in events from before it was kept
 * @param detail in words; null when the kind says it all
 * @param revision of the command that led to it; 0 before it was kept
 */
public record Event(
        long sequence,
        Instant at,
        Kind kind,
        Subject subject,
        @Nullable String virtualCluster,
        @Nullable Caller by,
        @Nullable String detail,
        long revision) {
    /** One of which the revision is not known. */
    public Event(
            long sequence,
            Instant at,
            Kind kind,
            Subject subject,
            @Nullable String virtualCluster,
            @Nullable Caller by,
            @Nullable String detail) {
        this(sequence, at, kind, subject, virtualCluster, by, detail, 0);
    }

    /** What happened. */
    public enum Kind {
        NODE_REGISTERED,
        NODE_DISCONNECTED,
        NODE_DEGRADED,
        NODE_HEALTHY,
        NODE_LOST,
        NODE_AVOIDED,
        /** Takes new work again after it was avoided. */
        NODE_TRUSTED,
        /** Many nodes fell silent together, so that none is given up for a while. */
        MASS_SILENCE_BEGAN,
        /** Enough of them are back. */
        MASS_SILENCE_ENDED,
        /** It took too long, or somebody said that they are gone: they are given up one by one. */
        MASS_SILENCE_GIVEN_UP,
        /** One of a node's GPUs gets no new work. */
        GPU_UNHEALTHY,
        GPU_HEALTHY,
        NODE_DRAINING,
        /** The time to finish is over for what runs there: it is moved elsewhere. */
        NODE_DRAIN_EVICTS,
        /** It is empty, by its own word, and nothing can be started there any more. */
        NODE_DRAINED,
        NODE_UNDRAINED,
        NODE_CORDONED,
        NODE_UNCORDONED,
        NODE_LABELLED,
        NODE_TAINTED,
        NODE_CONDITION,
        NODE_FORGOTTEN,
        /** Somebody said that it will not return. */
        NODE_DELETED,
        /** It knew another fleet than this one. */
        NODE_OF_OTHER_FLEET,
        /** It runs what is neither known here nor adopted. */
        NODE_RUNS_UNKNOWN,
        WORKLOAD_SUBMITTED,
        WORKLOAD_ASSIGNED,
        WORKLOAD_STATE,
        WORKLOAD_GATE_CLEARED,
        WORKLOAD_STOP_REQUESTED,
        WORKLOAD_EVICTED,
        /** A GPU that it holds was reported unhealthy. */
        WORKLOAD_GPU_UNHEALTHY,
        WORKLOAD_FORGOTTEN,
        /** Its node ran it, and this gateway did not know. */
        WORKLOAD_ADOPTED,
        VIRTUAL_CLUSTER_SET,
        VIRTUAL_CLUSTER_REMOVED,
        WORKSPACE_CREATED,
        /** It is to go; its workload is told to stop. */
        WORKSPACE_DELETE_REQUESTED,
        /** Its workload has ended, and it is gone. */
        WORKSPACE_DELETED,
        SERVING_CHANGED,
        FLEET_NAMED,
        CLOCK_JUMPED,
        /** The engine holds something else than live attempts and reports make. */
        HOLDINGS_DIFFER,
        MAINTENANCE_PLANNED,
        /** From here on its nodes take no new work. */
        MAINTENANCE_CLOSING,
        MAINTENANCE_BEGUN,
        MAINTENANCE_ENDED,
        /** An operator took it back. */
        MAINTENANCE_REMOVED,
        DISCOVERY_JOINED,
        DISCOVERY_UPDATED,
        DISCOVERY_REMOVED,
        DISCOVERY_LEADER,
        DISCOVERY_BOOTSTRAP_GIVEN,
        DISCOVERY_RESET,
        MEMBER_REGISTERED,
        MEMBER_INACTIVE,
        MEMBER_ACTIVE,
        MEMBER_DISABLED,
        MEMBER_ENABLED,
        MEMBER_REMOVED,
        CREDENTIAL_ISSUED,
        CREDENTIAL_REVOKED,
        /** All credentials of somebody, or of everybody, were taken back. */
        CREDENTIALS_REVOKED,
        NODE_JOINED,
        CREDENTIAL_RENEWED,
        SIGNING_KEY_CHANGED,
        /** It may be what it asked for. */
        DEVICE_APPROVED,
        DEVICE_REMOVED,
        DEVICE_RENAMED,
        DEVICE_TOKEN_SET,
        DEVICE_TOKEN_REVOKED,
        /** From here on a store goes on that was restored, imported, or cut short. */
        STORE_RESTORED
    }
}
