package dev.clawgateway.core.cluster;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.device.PairedDevice;
import dev.clawgateway.core.space.Workspace;
import java.util.List;

/** What a command came to: what it was granted, or why it was refused. */
public sealed interface Outcome {
    /** Each command is granted what is of its own family, and nothing else. */
    sealed interface Granted extends Outcome
            permits Changed,
                    Submitted,
                    Admission,
                    GateCleared,
                    Opened,
                    Issued,
                    Paired,
                    StopsOrdered,
                    Once,
                    OfRegistry {}

    /**
     * What is kept under a key, so that whoever asks again is answered the same. Refusals are not:
     * nothing was done, and what stood against it may be over.
     */
    sealed interface Kept extends Outcome
            permits Done,
                    Unchanged,
                    Placed,
                    Waiting,
                    Opened,
                    Issued,
                    Paired,
                    GateCleared,
                    StopsOrdered,
                    DiscoveryOutcome.Settled,
                    DiscoveryOutcome.NotRegistered,
                    DiscoveryOutcome.WasReset {}

    /** Of a command that is done or was needless. */
    sealed interface Changed extends Granted permits Done, Unchanged {
        /** Whether anything is other than before. */
        default boolean changed() {
            return switch (this) {
                case Done _ -> true;
                case Unchanged _ -> false;
            };
        }
    }

    /** It was done; nothing more to say. */
    record Done() implements Changed, Admission, Kept {}

    /** It was so already; nothing was changed. */
    record Unchanged() implements Changed, Kept {}

    /** Of a workload to be run. */
    sealed interface Submitted extends Granted permits Placed, Waiting {}

    /** A submitted workload was placed; for a parallel one, {@code workload} is worker 0. */
    record Placed(WorkloadId workload, NodeId node) implements Submitted, Kept {}

    /** A submitted workload is kept and waits. */
    record Waiting(WorkloadId workload, List<String> pendingGates, String reason)
            implements Submitted, Kept {}

    /**
     * Of a wish for a credential.
     *
     * @param fresh false where the one that was issued before is still as good as new
     */
    record Issued(Credential credential, boolean fresh) implements Granted, Kept {}

    /** A device as it is kept now. */
    record Paired(PairedDevice device) implements Granted, Kept {}

    /** A workspace was made; its workload waits. */
    record Opened(Workspace workspace) implements Granted, Kept {}

    record GateCleared(List<String> pendingGates) implements Granted, Kept {}

    /**
     * Of a choice of workloads that are to end.
     *
     * @param workloads how many of them had not ended
     */
    record StopsOrdered(int workloads) implements Granted, Kept {}

    /**
     * Of a wish on terms.
     *
     * @param first what it came to when it was done
     * @param repeated whether that was an earlier time
     */
    record Once<O extends Granted>(O first, boolean repeated) implements Granted {}

    /**
     * Of a node that registers. Where that is done its link has been told, by {@link Effect.Admit}:
     * before whatever else the node is told on it.
     */
    sealed interface Admission extends Granted permits Done, Contested {}

    /**
     * Another machine holds the node id that registered here, and whether that one still lives has
     * to be asked; nothing was changed.
     *
     * @param session of the other machine
     */
    record Contested(SessionId session) implements Admission {}

    /** Nothing was changed. */
    record Refused(ErrorCode code, String detail) implements Outcome {}

    /** Of commands about the registries of members, each in a file of its own. */
    sealed interface OfRegistry extends Granted permits DiscoveryOutcome {}
}
