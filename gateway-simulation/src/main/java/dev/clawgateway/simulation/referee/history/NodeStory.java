package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A node by its id, whichever machine uses it: how long the gateway may not have heard it. */
public final class NodeStory {
    private final NodeId id;
    private final SortedSet<String> machines = new TreeSet<>();

    /** The gateway has heard it at this time or later: the latest for which that is certain. */
    private long heardSince = Long.MIN_VALUE;

    private final long longestPatience;
    private final long forgetNanos;
    private long gapEndedAt = Long.MIN_VALUE;
    private long longGapEndedAt = Long.MIN_VALUE;
    private long backAt = Long.MIN_VALUE;
    private boolean cloned;
    private @Nullable LinkStory link;
    private final List<RequestStory> deletions = new ArrayList<>();

    NodeStory(NodeId id, Rules rules) {
        this.id = id;
        this.longestPatience = rules.nodeTimeout().toNanos();
        this.forgetNanos = rules.forgetNode().toNanos();
    }

    void usedBy(String machine, boolean alone) {
        machines.add(machine);
        cloned |= !alone || machines.size() > 1;
    }

    /** No machine that is known here has ever called itself so. */
    public boolean ofStranger() {
        return machines.isEmpty();
    }

    /** Somebody says that it will not return. */
    void deletedBy(RequestStory request) {
        deletions.add(request);
    }

    /** Whether the gateway may have taken somebody's word, after {@code since}, that it is gone. */
    private boolean mayHaveBeenDeleted(long since) {
        return deletions.stream()
                .anyMatch(each ->
                        each.mayBeDone() && (each.answer() == null || each.overAt() >= since));
    }

    void registeredOn(LinkStory on) {
        link = on;
    }

    /** The gateway stands still or is gone from now on; until then it may have lost patience. */
    void gatewayStops(long at) {
        if (heardSince != Long.MIN_VALUE && at - waitsSince() >= longestPatience) {
            gapEndedAt = at;
        }
    }

    /** It goes on, and waits for everybody anew. */
    void gatewayBack(long at) {
        backAt = at;
    }

    private long waitsSince() {
        return Math.max(heardSince, backAt);
    }

    /** The gateway answered, now, what the node said then: it heard it between the two. */
    void heard(long saidAt, long answeredAt) {
        if (heardSince != Long.MIN_VALUE && answeredAt - waitsSince() >= longestPatience) {
            gapEndedAt = answeredAt;
        }
        if (heardSince != Long.MIN_VALUE && answeredAt - heardSince >= forgetNanos) {
            longGapEndedAt = answeredAt;
        }
        heardSince = Math.max(heardSince, saidAt);
    }

    public NodeId id() {
        return id;
    }

    /** Names of the machines that ever used the id. */
    public SortedSet<String> machines() {
        return machines;
    }

    /** Several machines use it, or are known to. */
    public boolean cloned() {
        return cloned;
    }

    /** The connection on which the gateway last said {@code registered}; null before the first. */
    public @Nullable LinkStory link() {
        return link;
    }

    /** Whether something it said since then was answered. */
    public boolean answeredSince(long time) {
        return heardSince >= time;
    }

    /** Whether the gateway may have forgotten the node, and its marks, after {@code since}. */
    public boolean mayHaveBeenForgotten(long since, long now) {
        return heardSince == Long.MIN_VALUE
                || now - heardSince >= forgetNanos
                || longGapEndedAt >= since
                || mayHaveBeenDeleted(since);
    }

    /**
     * Whether the gateway may have given its work up at some time after {@code since}: it may not
     * have heard it for as long as it waits. After it stood still, or was started, it waits anew.
     */
    public boolean mayHaveBeenLost(long since, long now) {
        return heardSince == Long.MIN_VALUE
                || now - waitsSince() >= longestPatience
                || gapEndedAt >= since
                || mayHaveBeenDeleted(since);
    }
}
