package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.core.workload.Allocation;
import dev.clawgateway.core.workload.GpuGrant;
import dev.clawgateway.scheduler.fleet.node.Blocks;
import dev.clawgateway.scheduler.fleet.node.NodeClass;

/** Takes and gives back devices, and undoes either, with all that follows for the other parts. */
public final class Overlay {
    private final FleetState state;
    private final Ledger ledger;
    private final Journal journal;
    private final Grants grants = new Grants();

    public Overlay(FleetState state) {
        this.state = state;
        this.ledger = state.ledger;
        this.journal = state.journal;
    }

    /** Whether what is done now may be undone. */
    boolean active() {
        return journal.active();
    }

    public int reserve(Choice choice, Claim claim) {
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

    /** Enters what was decided, whatever the node has now. */
    public int restore(int node, Site site, Claim claim) {
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

    private int hold(int node, int level, long cpuMillis, long memoryMib, Claim claim) {
        int holding = ledger.hold(node, level, cpuMillis, memoryMib, grants, claim);
        entered(holding);
        if (journal.active()) {
            journal.reserved(holding);
        }
        return holding;
    }

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

    public int mark() {
        return journal.mark();
    }

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
