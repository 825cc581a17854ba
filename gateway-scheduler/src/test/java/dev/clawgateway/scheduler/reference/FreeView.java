package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.policy.ShownNode;

/** A node as a scoring function sees it, added up from the ledger. */
final class FreeView extends ShownNode {
    private final Ledger ledger;
    private final SchedulableNode node;

    FreeView(Ledger ledger, SchedulableNode node) {
        this.ledger = ledger;
        this.node = node;
    }

    @Override
    protected SchedulableNode node() {
        return node;
    }

    @Override
    public int freeGpus() {
        return ledger.freeGpus(node);
    }

    @Override
    public int freeGpuMillis() {
        return ledger.freeMillis(node);
    }

    @Override
    public int freeGpuMillis(int position) {
        return (int) ledger.freeMilli(node, node.capacity().gpus().get(position));
    }

    @Override
    public long freeCpuMillis() {
        return ledger.freeCpuMillis(node);
    }

    @Override
    public long freeMemoryMib() {
        return ledger.freeMemoryMib(node);
    }
}
