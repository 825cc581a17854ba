package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Closings;
import dev.clawgateway.scheduler.fleet.index.NeighbourRules;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which nodes a request may be placed on by its requirements and its rules about neighbours. */
public final class Candidates {
    private final NodeTable nodes;
    private final ChangeLog attributes;
    private final NeighbourRules neighbours;
    private final NodeBits.Pool pool;
    private final NodeBits allowed;
    private final Closings closings;
    private final NodeBits staying;

    /** When what is to be placed would end; null where that is not known, or does not matter. */
    private @Nullable Instant ending;

    private @Nullable NodeBits[] combined = new @Nullable NodeBits[1];

    public Candidates(FleetState state, NodeBits.Pool pool) {
        this.nodes = state.nodes;
        this.attributes = state.attributes;
        this.neighbours = new NeighbourRules(state.neighbours);
        this.pool = pool;
        this.allowed = new NodeBits(pool);
        this.closings = new Closings(pool);
        this.staying = new NodeBits(pool);
    }

    /**
     * From now on a request is looked for that would end then: what closes before is left out.
     *
     * @param end null for any request
     */
    public void endingAt(@Nullable Instant end) {
        ending = end;
    }

    /** Nodes left out because they close before the request would end; null for none. */
    public @Nullable NodeBits closing() {
        return ending == null ? null : closings.before(ending, nodes, attributes);
    }

    /** The nodes a shape's requirements and its rules about neighbours allow. */
    NodeBits allowed(Shape shape) {
        neighbours.allowed(shape, passing(shape), allowed);
        return allowed;
    }

    /** Nodes that pass the shape's requirements; those in service and not. */
    NodeBits passing(Shape shape) {
        return shape.filter.passing(nodes, attributes);
    }

    /** The same; null where every node passes. */
    @Nullable NodeBits passingMask(Shape shape) {
        return shape.filter.masks(nodes, attributes)[0];
    }

    /** Whether a node is open and allowed by the shape's requirements and rules. */
    public boolean mayUse(Shape shape, int node) {
        NodeBits closing = closing();
        return nodes.open(node)
                && (closing == null || !closing.contains(node))
                && shape.filter.passes(nodes.node(node))
                && (!shape.seesNeighbours || allowed(shape).contains(node));
    }

    /**
     * One set for each tier of preferred labels, the most preferred last; null for any node.
     *
     * @param among further restriction; null for none
     */
    @Nullable NodeBits[] masks(Shape shape, @Nullable NodeBits among) {
        @Nullable NodeBits[] tiers = shape.filter.masks(nodes, attributes);
        NodeBits extra = among;
        if (shape.seesNeighbours) {
            extra = allowed(shape);
            if (among != null) {
                NodeBits both = new NodeBits(pool);
                both.setToCommon(extra, among);
                extra = both;
            }
        }
        NodeBits closing = closing();
        if (closing != null) {
            staying.setToRest(
                    extra == null ? shape.filter.passing(nodes, attributes) : extra, closing);
            extra = staying;
        }
        return extra == null ? tiers : narrowed(tiers, extra);
    }

    private @Nullable NodeBits[] narrowed(@Nullable NodeBits[] tiers, NodeBits extra) {
        if (combined.length < tiers.length) {
            combined = new @Nullable NodeBits[tiers.length];
        }
        @Nullable NodeBits[] narrowed = new @Nullable NodeBits[tiers.length];
        for (int tier = 0; tier < tiers.length; tier++) {
            NodeBits bits = combined[tier];
            if (bits == null) {
                bits = new NodeBits(pool);
                combined[tier] = bits;
            }
            bits.setToCommon(extra, tiers[tier]);
            narrowed[tier] = bits;
        }
        return narrowed;
    }
}
