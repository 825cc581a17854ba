package dev.clawgateway.scheduler;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Held devices of one node that got other numbers, went or came back. All are lifted out of the
 * ledger before the first is entered again, since two may have changed places.
 */
final class Moves {
    /** What one of them holds from now on. */
    private record Move(Occupant running, DeviceHolder claim, Site to) {}

    private final Fleet fleet;
    private final List<Move> moves = new ArrayList<>();

    /** Who holds nothing is left out. */
    Moves(Fleet fleet, Roster roster, Map<WorkloadId, Allocation> moved) {
        this.fleet = fleet;
        moved.forEach((id, allocation) -> {
            Occupant running = roster.find(id);
            if (running != null) {
                Site to = new Site(allocation, slots(running, allocation));
                moves.add(new Move(running, fleet.ledger().claim(running.holding), to));
            }
        });
    }

    void lift() {
        moves.forEach(move -> fleet.overlay().release(move.running.holding));
    }

    void settle() {
        for (Move move : moves) {
            move.running.holding = fleet.overlay().restore(move.to, move.claim);
            move.running.allocation = move.to.allocation();
        }
    }

    /** A slice stays where it is on its device; on one that comes back it is placed anew. */
    private List<Integer> slots(Occupant running, Allocation to) {
        Site before = fleet.ledger().site(running.holding);
        Map<Integer, Integer> byIndex = new HashMap<>();
        for (int i = 0; i < before.slots().size(); i++) {
            byIndex.put(before.allocation().gpus().get(i).index(), before.slots().get(i));
        }
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < to.gpus().size(); i++) {
            GpuGrant was = running.allocation.gpus().get(i);
            boolean stays = !was.missing() && !to.gpus().get(i).missing();
            slots.add(stays ? byIndex.getOrDefault(was.index(), 0) : 0);
        }
        return slots;
    }
}
