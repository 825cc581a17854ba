package dev.clawgateway.scheduler.queue.explain;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Advice;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.queue.KnownPolicy;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Roster;
import dev.clawgateway.scheduler.queue.Starter;
import dev.clawgateway.scheduler.queue.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds moves of movable workloads after which a waiting request fits: nodes are cleared one member
 * at a time, the cheapest to clear first, and whoever is moved must fit elsewhere at once.
 */
public final class Advisor {
    private static final int MAX_MOVES = 64;
    private static final DeviceHolder NOBODY =
            new DeviceHolder(-1, Integer.MAX_VALUE, false, Map.of());

    private record Clearing(int node, List<Occupant> moved) {}

    private final Fleet fleet;
    private final Roster roster;
    private final Starter starter;
    private final Choice choice = new Choice();

    public Advisor(Fleet fleet, Roster roster, Starter starter) {
        this.fleet = fleet;
        this.roster = roster;
        this.starter = starter;
    }

    /** The moves; null when none would help. */
    public @Nullable Advice advise(Waiting waiting) {
        Integer target = starter.target(waiting.pending);
        if (target == null) {
            return null;
        }
        for (List<Integer> nodes : places(waiting, target)) {
            int mark = fleet.overlay().mark();
            List<Advice.Move> moves = clear(waiting, nodes);
            fleet.overlay().rollback(mark);
            if (moves != null) {
                return new Advice(waiting.pending.id(), moves);
            }
        }
        return null;
    }

    /** Node sets of which one must take the whole request. */
    private List<List<Integer>> places(Waiting waiting, int target) {
        List<Integer> all = new ArrayList<>();
        for (int node = 0; node < fleet.inventory().end(); node++) {
            if (fleet.inventory().exists(node) && (target < 0 || target == node)) {
                all.add(node);
            }
        }
        Gang gang = waiting.pending.spec().scheduling().gang();
        String key = gang == null ? null : gang.topologyKey();
        if (key == null) {
            return List.of(all);
        }
        TreeSet<String> values = new TreeSet<>();
        for (int node : all) {
            String value = label(fleet.inventory().node(node), key);
            if (value != null) {
                values.add(value);
            }
        }
        return values.stream()
                .map(value ->
                        all.stream()
                                .filter(node ->
                                        value.equals(label(fleet.inventory().node(node), key)))
                                .toList())
                .toList();
    }

    private static @Nullable String label(SchedulableNode node, String key) {
        return node.labels().get(key);
    }

    private @Nullable List<Advice.Move> clear(Waiting waiting, List<Integer> nodes) {
        Shape shape = waiting.cohort.shape;
        int wanted = waiting.pending.minMembers();
        int placed = fill(shape, nodes, wanted);
        List<Advice.Move> moves = new ArrayList<>();
        List<Integer> left = new ArrayList<>(nodes);
        while (placed < wanted && moves.size() < MAX_MOVES) {
            Clearing cheapest = cheapest(shape, left);
            if (cheapest == null) {
                return null;
            }
            List<Advice.Move> made = move(shape, cheapest);
            if (made == null) {
                left.remove(Integer.valueOf(cheapest.node()));
            } else {
                moves.addAll(made);
                placed++;
            }
        }
        return placed >= wanted ? moves : null;
    }

    private int fill(Shape shape, List<Integer> nodes, int wanted) {
        int placed = 0;
        for (int node : nodes) {
            while (placed < wanted && fleet.finder().find(shape, node, 0, choice)) {
                fleet.overlay().reserve(choice, NOBODY);
                placed++;
            }
        }
        return placed;
    }

    /** The node where the fewest moves make room for one member; null for none. */
    private @Nullable Clearing cheapest(Shape shape, List<Integer> nodes) {
        Clearing best = null;
        for (int node : nodes) {
            List<Occupant> movable = movable(node);
            if (movable.isEmpty() || !fits(shape, node, movable)) {
                continue;
            }
            for (Occupant running : List.copyOf(movable)) {
                movable.remove(running);
                if (!fits(shape, node, movable)) {
                    movable.add(running);
                }
            }
            if (best == null || movable.size() < best.moved().size()) {
                best = new Clearing(node, movable);
            }
        }
        return best;
    }

    private List<Occupant> movable(int node) {
        List<Occupant> movable = new ArrayList<>();
        for (int age = 0; age < fleet.ledger().count(node); age++) {
            int h = fleet.ledger().at(node, age);
            Occupant running = roster.of(fleet.ledger().claim(h));
            if (running != null
                    && running.spec.scheduling().queue().movable()
                    && running.leavingFor == null
                    && running.troop.size() == 1
                    && running.holding == h) {
                movable.add(running);
            }
        }
        movable.sort(
                Comparator.comparingLong((Occupant running) -> -running.amount.gpuMillis())
                        .thenComparing(running -> running.id));
        return movable;
    }

    private boolean fits(Shape shape, int node, List<Occupant> gone) {
        return fleet.vacancies()
                .fits(
                        shape,
                        node,
                        holding -> {
                            Occupant running = roster.of(fleet.ledger().claim(holding));
                            return running != null
                                    && running.holding == holding
                                    && gone.contains(running);
                        });
    }

    /**
     * Clears a node for one member in the overlay; null, and nothing done, when somebody cannot go.
     */
    private @Nullable List<Advice.Move> move(Shape shape, Clearing clearing) {
        int mark = fleet.overlay().mark();
        clearing.moved().forEach(running -> fleet.overlay().release(running.holding));
        if (!fleet.finder().find(shape, clearing.node(), 0, choice)) {
            fleet.overlay().rollback(mark);
            return null;
        }
        fleet.overlay().reserve(choice, NOBODY);
        List<Advice.Move> moves = new ArrayList<>();
        for (Occupant running : clearing.moved()) {
            NodeId to = relocate(running);
            if (to == null || to.equals(running.allocation.node())) {
                fleet.overlay().rollback(mark);
                return null;
            }
            moves.add(new Advice.Move(running.id, running.allocation.node(), to));
        }
        fleet.overlay().keep(mark);
        return moves;
    }

    private @Nullable NodeId relocate(Occupant running) {
        Shape shape =
                fleet.shapes()
                        .intern(
                                KnownPolicy.of(running.spec, fleet.shapes().policies()),
                                running.line.account.clusterLabels());
        if (!fleet.finder().find(shape, -1, 0, choice)) {
            return null;
        }
        fleet.overlay().reserve(choice, NOBODY);
        return fleet.inventory().node(choice.node()).id();
    }
}
