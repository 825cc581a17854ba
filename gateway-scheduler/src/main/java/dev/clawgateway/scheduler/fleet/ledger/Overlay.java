package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.scheduler.fleet.node.Blocks;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.Collections;

/** Takes and gives back devices, and undoes either, with all that follows for the other parts. */
public final class Overlay {
    private final FleetState state;
    private final Inventory inventory;
    private final Ledger ledger;
    private final Journal journal;
    private final Grants grants = new Grants();

    public Overlay(FleetState state, Inventory inventory) {
        this.state = state;
        this.inventory = inventory;
        this.ledger = state.ledger;
        this.journal = state.journal;
    }

    /** Whether what is done now may be undone. */
    boolean active() {
        return journal.active();
    }

    /** Takes what was chosen; returns the holding's number. The choice must be from this state. */
    public int reserve(Choice choice, DeviceHolder claim) {
        NodeClass nodeClass = state.free.classOf(choice.node);
        grants.clear();
        for (int i = 0; i < choice.gpus; i++) {
            grants.add(
                    nodeClass.index[choice.positions[i]],
                    choice.millis[i],
                    choice.memoryMib[i],
                    choice.slots[i],
                    choice.migProfile);
        }
        return hold(choice.node, choice.level, choice.hostCpuMillis, choice.hostMemoryMib, claim);
    }

    /**
     * Enters what was decided before a restart, whatever the node has now. A node that is not known
     * yet is entered as disconnected, with no capacity, until it is upserted.
     */
    public int restore(Allocation allocation, DeviceHolder claim) {
        return restore(
                new Site(allocation, Collections.nCopies(allocation.gpus().size(), 0)), claim);
    }

    /** Enters what was decided, slices exactly where they are; a slice without slots as above. */
    public int restore(Site site, DeviceHolder claim) {
        NodeId id = site.allocation().node();
        int known = state.nodes.number(id);
        int node = known < 0 ? inventory.add(NodeTable.placeholder(id)) : known;
        Allocation allocation = site.allocation();
        grants.clear();
        for (int i = 0; i < Math.min(allocation.gpus().size(), Blocks.MAX); i++) {
            GpuGrant grant = allocation.gpus().get(i);
            grants.add(
                    grant.missing() ? GrantWord.GONE : grant.index(),
                    grant.milli(),
                    Math.clamp(grant.memoryMib(), 0, Integer.MAX_VALUE),
                    site.slots().get(i),
                    grant.migProfile());
        }
        return hold(
                node,
                Math.clamp(allocation.fallbackLevel(), 0, Ledger.MAX_LEVELS - 1),
                allocation.cpuMillis(),
                allocation.memoryMib(),
                claim);
    }

    private int hold(int node, int level, long cpuMillis, long memoryMib, DeviceHolder claim) {
        int holding = ledger.hold(node, level, cpuMillis, memoryMib, grants, claim);
        entered(holding);
        if (journal.active()) {
            journal.reserved(holding);
        }
        return holding;
    }

    /** Frees what is held. The number must not be used again. */
    public void release(int holding) {
        int nodeClass = state.free.classOf(ledger.node(holding)).id;
        int place = left(holding);
        long before = state.hints.help(nodeClass, ledger.node(holding));
        if (journal.active()) {
            journal.released(holding, before, place);
        } else {
            ledger.forget(holding);
        }
    }

    /** From here on reservations and releases can be undone. Marks nest. */
    public int mark() {
        return journal.mark();
    }

    /** Undoes everything since the mark, and ends it. */
    public void rollback(int mark) {
        for (int entry = journal.size() - 1; entry >= mark; entry--) {
            int holding = journal.holding(entry);
            if (journal.isReservation(entry)) {
                left(holding);
                ledger.forget(holding);
            } else {
                ledger.restore(holding, journal.place(entry));
                entered(holding);
                int nodeClass = state.free.classOf(ledger.node(holding)).id;
                state.hints.undo(nodeClass, journal.hint(entry));
            }
        }
        journal.truncate(mark);
        journal.end();
    }

    /** Keeps everything since the mark, and ends it; an outer mark can still undo it. */
    public void keep(int mark) {
        if (journal.end()) {
            for (int entry = mark; entry < journal.size(); entry++) {
                if (!journal.isReservation(entry)) {
                    ledger.forget(journal.holding(entry));
                }
            }
            if (journal.size() > mark) {
                state.hints.happen();
            }
            journal.truncate(mark);
        }
    }

    private void entered(int holding) {
        state.changed(ledger.node(holding));
        countNeighbour(holding, 1);
    }

    /** Returns the holding's place in its node's list. */
    private int left(int holding) {
        countNeighbour(holding, -1);
        state.changed(ledger.node(holding));
        return ledger.drop(holding);
    }

    private void countNeighbour(int holding, int sign) {
        if (state.neighbours.watching()) {
            state.neighbours.count(ledger.node(holding), ledger.labels(holding), sign);
        }
    }
}
