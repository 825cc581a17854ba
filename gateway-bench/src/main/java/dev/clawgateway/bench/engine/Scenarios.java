package dev.clawgateway.bench.engine;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.List;
import java.util.Map;

/** The situations of the scheduling literature, once each. Every method returns what it did. */
final class Scenarios {
    private static final DeviceHolder LOW = new DeviceHolder(0, 0, true, Map.of());
    private static final DeviceHolder HIGH = new DeviceHolder(1, 10, true, Map.of());

    private Scenarios() {}

    static Fleet fleet(List<SchedulableNode> nodes, String policy) {
        Fleet fleet = Fleet.of(Policies.of(policy, List.of()));
        fleet.inventory().load(nodes);
        return fleet;
    }

    /** Places one-GPU workloads until {@code count} are placed or none fits. */
    static int fill(Fleet fleet, int count) {
        Shape shape = fleet.shapes().intern(Fleets.plain(1, null));
        Choice choice = new Choice();
        int placed = 0;
        while (placed < count && fleet.finder().find(shape, -1, placed, choice)) {
            fleet.overlay().reserve(choice, LOW);
            placed++;
        }
        return placed;
    }

    /** A gang of one-GPU members, in one rack if one can hold it, else close together. */
    static int gang(Fleet fleet, int members) {
        Shape shape = fleet.shapes().intern(Fleets.plain(1, null));
        return fleet.gangs()
                .place(shape, shape.policy, members, null, -1, 1, _ -> LOW, new int[members]);
    }

    /**
     * On a fleet full of low priority, places two-GPU workloads of high priority: finds a node,
     * frees as few low ones as it takes, and takes their place. All in an overlay, then kept.
     */
    static int preempt(Fleet fleet, int count) {
        Shape shape = fleet.shapes().intern(Fleets.plain(2, null));
        Choice choice = new Choice();
        int done = 0;
        while (done < count && fleet.vacancies().find(shape, HIGH.priority(), -1, choice)) {
            int node = choice.node();
            int mark = fleet.overlay().mark();
            int age = 0;
            while (age < fleet.ledger().count(node)
                    && !fleet.finder().find(shape, node, 0, choice)) {
                int holding = fleet.ledger().at(node, age);
                if (fleet.ledger().claim(holding).priority() < HIGH.priority()) {
                    fleet.overlay().release(holding);
                } else {
                    age++;
                }
            }
            if (!fleet.finder().find(shape, node, 0, choice)) {
                fleet.overlay().rollback(mark);
                break;
            }
            fleet.overlay().reserve(choice, HIGH);
            fleet.overlay().keep(mark);
            done++;
        }
        return done;
    }

    /** Asks {@code count} times for what fits nowhere; returns how often the answer was no. */
    static int refuse(Fleet fleet, int count) {
        Shape shape = fleet.shapes().intern(Fleets.plain(8, null));
        Choice choice = new Choice();
        int refused = 0;
        for (int i = 0; i < count; i++) {
            refused += fleet.finder().find(shape, -1, i, choice) ? 0 : 1;
        }
        return refused;
    }

    /** Asks {@code count} times why; returns the nodes counted in the last answer. */
    static int explain(Fleet fleet, int count) {
        Shape shape = fleet.shapes().intern(Fleets.plain(8, null));
        int nodes = 0;
        for (int i = 0; i < count; i++) {
            nodes = fleet.refusals().of(shape).nodes();
        }
        return nodes;
    }
}
