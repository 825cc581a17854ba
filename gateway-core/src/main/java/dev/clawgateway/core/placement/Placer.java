package dev.clawgateway.core.placement;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The port to a placement engine: the ledger of all devices and the queue of what waits for them.
 * Deterministic: the same calls give the same answers (invariant I10). Confined to the control
 * thread; no I/O, no clock of its own.
 */
public interface Placer {
    /** Names of the placement policies that a spec may ask for. */
    List<String> policies();

    /** A node is new, or anything about it changed. What its workloads hold stays held. */
    void upsertNode(SchedulableNode node);

    /**
     * The same where held devices got other numbers, went or came back: from now on the workloads
     * hold these allocations, which have the same devices in the same order. All of them change
     * together, since two may have changed places.
     */
    void upsertNode(SchedulableNode node, Map<WorkloadId, Allocation> moved);

    /**
     * Many nodes at once, at a start: an engine may lay them out so that decisions are quicker than
     * if they had come one by one.
     */
    default void loadNodes(List<SchedulableNode> nodes) {
        nodes.forEach(this::upsertNode);
    }

    /** A node is forgotten. Everything it held must have been released before. */
    void removeNode(NodeId node);

    /** Quotas of a virtual cluster, new or changed. */
    void upsertVirtualCluster(VirtualCluster cluster);

    /**
     * Forgets what was declared of a virtual cluster: what still names it counts as for any
     * undeclared name. It must have no children.
     */
    void removeVirtualCluster(String name);

    /** In maintenance nothing new is placed; work keeps what it holds. */
    void setServing(boolean serving);

    /**
     * Decides about one request at once, ahead of the queue but within quota. On success its
     * devices are reserved.
     */
    Placement place(PendingWorkload workload, Moment now);

    /** The same decision without its effect. */
    Placement plan(PendingWorkload workload, Moment now);

    /** Queues a request until {@link #decide} starts it or {@link #withdraw} takes it out. */
    void enqueue(PendingWorkload workload);

    /**
     * Takes a request out of the queue; unknown ids are fine. The id is {@link
     * PendingWorkload#id()}.
     */
    void withdraw(WorkloadId id);

    /** Whether anything is queued, so that {@link #decide} may start it as time passes. */
    boolean waits();

    /**
     * Enters an allocation that was decided earlier, after a restart; it is never refused.
     *
     * @param gang one id shared by all members of a gang; null when it is in none
     */
    void restore(
            WorkloadId id,
            @Nullable WorkloadId gang,
            WorkloadSpec spec,
            Allocation allocation,
            Instant startedAt);

    /** Frees what a workload holds; unknown ids are fine. */
    void release(WorkloadId id);

    /** What is held under this id; null for nothing. */
    @Nullable Allocation holds(WorkloadId id);

    /** Under how many ids anything is held. */
    int holdings();

    /**
     * Works through the queue where something that could help has happened; at most {@code limit}
     * decisions, save that all evictions for one beneficiary come together.
     */
    List<Decision> decide(Moment now, int limit);

    /** Why a queued request waits; null when it is not queued. */
    @Nullable Explanation explain(WorkloadId id, Moment now);

    /**
     * Who waits, at most {@code limit}: by virtual cluster, and within one in the order of its
     * queue. Fewer where so many different requests wait that to say why of all would hold up
     * decisions. Costs a sort of all that waits: ask seldom.
     */
    List<QueueEntry> queue(Moment now, int limit);

    /**
     * How many of those in its queues wait for what, in the words of {@link #explain}. Looks at a
     * bounded number of nodes in each call, so an answer may stem from an earlier one, or be {@link
     * HoldUp#UNEXAMINED}: ask every few seconds.
     */
    WaitingCounts waiting(Moment now);

    /**
     * How many more of the usual requests fit, by model; what is reserved for others is not free.
     * Costs a look at every node that changed since it was asked last, up to a bound: so there is
     * nothing at first, where there are many nodes. Ask every few seconds.
     */
    List<Room> room();

    /** Every virtual cluster that is declared or in use, by name. */
    List<VirtualClusterUsage> virtualClusters();

    /**
     * What virtual clusters held of late, by name; those alone that held anything worth a mention.
     */
    List<PastUse> pastUse(Moment now);

    /**
     * Enters, before anything is decided, what {@link #pastUse} said before a restart. For the time
     * since, what {@link #restore} enters counts as held all along.
     *
     * @param ago how long before now it was said; not negative
     */
    void restorePastUse(List<PastUse> pastUse, Duration ago, Moment now);

    /**
     * Which moves of movable workloads would let the first request that waits for capacity start;
     * null when none would, or when nothing waits. Costs more than a decision: ask seldom.
     */
    @Nullable Advice advise(Moment now);
}
