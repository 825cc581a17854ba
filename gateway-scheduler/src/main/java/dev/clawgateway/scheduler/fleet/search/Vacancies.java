package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.ledger.Ledger;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Where a request would fit if some of those who hold devices were gone. */
public final class Vacancies {
    /** Priorities a preemption index is kept for; more take turns. */
    private static final int MAX_BANDS = 8;

    private final FleetState state;
    private final NodeTable nodes;
    private final FreeState free;
    private final Ledger ledger;
    private final Fit fit;
    private final Candidates candidates;
    private final NodeBits.Pool pool;
    private final List<Band> bands = new ArrayList<>();
    private final FreeState scratch;

    public Vacancies(FleetState state, Fit fit, Candidates candidates, NodeBits.Pool pool) {
        this.state = state;
        this.nodes = state.nodes;
        this.free = state.free;
        this.ledger = state.ledger;
        this.fit = fit;
        this.candidates = candidates;
        this.pool = pool;
        this.scratch = new FreeState(nodes);
    }

    /**
     * The best place if every preemptible holding below a priority were gone; the devices are those
     * to take then.
     *
     * @param target the only node allowed, by number; -1 for any
     */
    public boolean find(Shape shape, int priorityBelow, int target, Choice into) {
        into.reset(Policies.BEST_FIT, shape.cpuMillis, shape.memoryMib);
        Band band = band(priorityBelow);
        int node = target;
        if (node < 0) {
            band.search.find(shape, Policies.BEST_FIT, candidates.masks(shape, null), 1);
            node = band.search.foundCount > 0 ? band.search.found[0] : -1;
        } else if (!candidates.mayUse(shape, node)) {
            return false;
        }
        int level = node < 0 ? Fit.NONE : fit.level(shape, band.state, node);
        if (level == Fit.NONE) {
            return false;
        }
        fit.pick(shape.chain[level], band.state, node, false, into);
        return true;
    }

    /**
     * Nodes that would fit if every preemptible holding below a priority were gone, best first.
     * Returns how many were entered.
     */
    public int candidates(Shape shape, int priorityBelow, int[] into) {
        Band band = band(priorityBelow);
        band.search.find(shape, Policies.BEST_FIT, candidates.masks(shape, null), into.length);
        System.arraycopy(band.search.found, 0, into, 0, band.search.foundCount);
        return band.search.foundCount;
    }

    /**
     * Whether the shape would fit on an open node if the holdings that {@code gone} picks were;
     * null for none of them.
     */
    public boolean fits(Shape shape, int node, @Nullable IntPredicate gone) {
        if (gone == null) {
            return fit.level(shape, free, node) != Fit.NONE && candidates.mayUse(shape, node);
        } else if (!candidates.mayUse(shape, node)) {
            return false;
        }
        scratch.ensure(nodes.end(), nodes.devicesEnd());
        scratch.copyNode(free, node);
        for (int age = 0; age < ledger.count(node); age++) {
            int h = ledger.at(node, age);
            if (gone.test(h)) {
                ledger.giveTo(scratch, h);
            }
        }
        return fit.level(shape, scratch, node) != Fit.NONE;
    }

    private Band band(int priority) {
        for (int i = 0; i < bands.size(); i++) {
            if (bands.get(i).priority == priority) {
                bands.get(i).refresh(state.changes);
                return bands.get(i);
            }
        }
        if (bands.size() == MAX_BANDS) {
            bands.removeFirst();
        }
        Band fresh = new Band(priority, nodes, ledger, free, fit, pool);
        bands.add(fresh);
        fresh.refresh(state.changes);
        return fresh;
    }
}
