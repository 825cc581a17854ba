package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.ShapeTable;
import dev.clawgateway.scheduler.fleet.index.SpareRoom;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.ledger.Inventory;
import dev.clawgateway.scheduler.fleet.ledger.Ledger;
import dev.clawgateway.scheduler.fleet.ledger.Overlay;
import dev.clawgateway.scheduler.fleet.search.Candidates;
import dev.clawgateway.scheduler.fleet.search.Chances;
import dev.clawgateway.scheduler.fleet.search.EmptyRooms;
import dev.clawgateway.scheduler.fleet.search.Finder;
import dev.clawgateway.scheduler.fleet.search.Fit;
import dev.clawgateway.scheduler.fleet.search.GangPlacement;
import dev.clawgateway.scheduler.fleet.search.MemberSlots;
import dev.clawgateway.scheduler.fleet.search.RefusalCounts;
import dev.clawgateway.scheduler.fleet.search.Vacancies;
import dev.clawgateway.scheduler.policy.Policies;

/**
 * The parts of one fleet, put together. Nodes and holdings are small numbers; a decision makes no
 * garbage. Deterministic: the same calls give the same answers, and what is done between {@link
 * Overlay#mark} and {@link Overlay#rollback} leaves no trace. Confined to one thread.
 *
 * @param inventory lets nodes come, change and go
 * @param free what is free on each
 * @param ledger who holds what
 * @param overlay takes and gives back, and undoes either
 * @param shapes requests
 * @param candidates where one may be placed by its rules
 * @param finder where it is placed best
 * @param gangs where several are
 * @param vacancies where it would fit if some were gone
 * @param emptyRooms how many would fit if all were
 * @param refusals why it fits nowhere
 * @param room how many more would fit
 * @param chances whether what happened since may help it
 */
public record Fleet(
        Inventory inventory,
        FreeState free,
        Ledger ledger,
        Overlay overlay,
        ShapeTable shapes,
        Candidates candidates,
        Finder finder,
        GangPlacement gangs,
        Vacancies vacancies,
        EmptyRooms emptyRooms,
        RefusalCounts refusals,
        SpareRoom room,
        Chances chances) {
    /** With nodes that take any number of workloads. */
    public static Fleet of(Policies policies) {
        return of(policies, Integer.MAX_VALUE);
    }

    /** With nodes that take so many workloads, whatever they need. */
    public static Fleet of(Policies policies, int maxWorkloadsPerNode) {
        FleetState state = new FleetState(maxWorkloadsPerNode);
        Inventory inventory = new Inventory(state);
        Overlay overlay = new Overlay(state, inventory);
        NodeBits.Pool pool = new NodeBits.Pool();
        ShapeTable shapes = new ShapeTable(policies, state.neighbours, pool);
        Fit fit = new Fit(state.nodes);
        MemberSlots slots = new MemberSlots(state.nodes, state.free, fit);
        Candidates candidates = new Candidates(state, pool);
        Finder finder = new Finder(state, policies, shapes, fit, candidates, pool);
        Vacancies vacancies = new Vacancies(state, fit, candidates, pool);
        return new Fleet(
                inventory,
                state.free,
                state.ledger,
                overlay,
                shapes,
                candidates,
                finder,
                new GangPlacement(state, overlay, finder, candidates, slots, pool),
                vacancies,
                new EmptyRooms(state.nodes, slots, state.changes),
                new RefusalCounts(state, candidates),
                new SpareRoom(state),
                new Chances(state, shapes, finder, vacancies));
    }
}
