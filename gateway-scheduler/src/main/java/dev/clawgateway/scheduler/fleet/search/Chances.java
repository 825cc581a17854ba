package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.index.ShapeTable;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.ledger.Hints;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether what happened since a request was refused may help it. Looks at the nodes where it
 * happened, a few at most, and errs towards yes.
 */
public final class Chances {
    private static final int MOST_LOOKS = 32;

    private final FleetState state;
    private final ShapeTable shapes;
    private final Finder finder;
    private final Vacancies vacancies;
    private final Choice glance = new Choice();

    public Chances(FleetState state, ShapeTable shapes, Finder finder, Vacancies vacancies) {
        this.state = state;
        this.shapes = shapes;
        this.finder = finder;
        this.vacancies = vacancies;
    }

    /** Something happened on a node that the fleet does not know of but that may help somebody. */
    public void help(int node) {
        state.hints.help(state.nodes.classOf(node).id, node);
        state.hints.happen();
    }

    /**
     * The shape that asks for the same GPUs, tolerates the same taints and wants nothing else:
     * where it does not fit, neither does the other. One that sees neighbours stands for itself.
     */
    public Shape gpusOf(Shape shape) {
        return shape.seesNeighbours ? shape : shapes.intern(shape.key.gpusAlone());
    }

    /** Now, as {@link #since} understands it. */
    public long moment(Shape shape) {
        return shape.seesNeighbours ? state.hints.happened() : state.hints.newest();
    }

    /**
     * Whether a shape that did not fit then may fit now: whether it fits where anything happened.
     *
     * @param moment from {@link #moment}
     * @param gone holdings that could be made to go; null for none
     */
    public boolean since(long moment, Shape shape, @Nullable IntPredicate gone) {
        Hints hints = state.hints;
        if (shape.seesNeighbours) {
            return hints.happened() != moment;
        } else if (hints.newest() - moment > MOST_LOOKS) {
            return gone != null || finder.find(shape, Policies.BEST_FIT, -1, 0, glance);
        }
        for (long hint = moment + 1; hint <= hints.newest(); hint++) {
            int node = hints.node(hint);
            if (node < 0 || (state.nodes.exists(node) && vacancies.fits(shape, node, gone))) {
                return true;
            }
        }
        return false;
    }
}
