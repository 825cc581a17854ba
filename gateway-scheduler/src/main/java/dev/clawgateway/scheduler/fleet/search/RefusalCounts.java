package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The counts of the shapes that somebody asked "why not" for lately. */
public final class RefusalCounts {
    /** Each costs two bytes for every node, so only the latest are kept. */
    public static final int MAX_KEPT = 64;

    private final FleetState state;
    private final Candidates candidates;
    private final LinkedHashMap<Integer, RefusalCount> byShape =
            new LinkedHashMap<>(16, 0.75f, true);

    public RefusalCounts(FleetState state, Candidates candidates) {
        this.state = state;
        this.candidates = candidates;
    }

    /** The first check one node fails for a shape; null when it fits there. */
    @Nullable
    public RefusalReason refusal(Shape shape, int node) {
        RefusalReason reason = kept(shape).reason(node);
        boolean apart =
                reason == null && shape.seesNeighbours && !candidates.allowed(shape).contains(node);
        return apart ? RefusalReason.NEIGHBOURS : reason;
    }

    /** Nodes by first failing check. */
    public RefusalSummary of(Shape shape) {
        return kept(shape).read(state.changes, allowed(shape));
    }

    /**
     * The same where a request ends too late for nodes that close before.
     *
     * @param found for the shape, however long it runs
     * @param closing null for none
     */
    public RefusalSummary closing(Shape shape, RefusalSummary found, @Nullable NodeBits closing) {
        if (closing == null || found.fitting() == 0) {
            return found;
        }
        int closed = 0;
        String nearest = found.nearestMiss();
        for (int node = closing.next(0, null); node >= 0; node = closing.next(node + 1, null)) {
            if (refusal(shape, node) == null) {
                closed++;
                nearest = nearest == null ? words(node) : nearest;
            }
        }
        return closed == 0
                ? found
                : found.refusing(RefusalReason.MAINTENANCE_WINDOW, closed, nearest);
    }

    private @Nullable String words(int node) {
        SchedulableNode known = state.nodes.node(node);
        SchedulableNode.Closing closing = known.closing();
        return closing == null ? null : known.name() + ": it may run into " + closing.why();
    }

    /** The same, keeping nothing: for one who asks about so many shapes that memory would end. */
    public RefusalSummary once(Shape shape) {
        return count(shape).once(allowed(shape));
    }

    private @Nullable NodeBits allowed(Shape shape) {
        return shape.seesNeighbours ? candidates.allowed(shape) : null;
    }

    private RefusalCount count(Shape shape) {
        return new RefusalCount(shape, state.nodes, state.free, new Fit(state.nodes));
    }

    private RefusalCount kept(Shape shape) {
        RefusalCount count = byShape.get(shape.id);
        if (count == null) {
            count = count(shape);
            if (byShape.size() == MAX_KEPT) {
                byShape.pollFirstEntry();
            }
            byShape.put(shape.id, count);
        }
        return count;
    }
}
