package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.fleet.node.Topology;

/** What is known of the fleet, by part. Who writes which: {@link Inventory} and {@link Overlay}. */
public final class FleetState {
    public final NodeTable nodes;
    public final FreeState free;
    public final Ledger ledger;
    public final Topology topology;
    public final NeighbourCounts neighbours;
    public final Hints hints = new Hints();
    public final Journal journal = new Journal();

    /** Nodes of which anything changed that a search looks at. */
    public final ChangeLog changes = new ChangeLog();

    /** Nodes of which labels, conditions, taints, the list of GPUs or when they close changed. */
    public final ChangeLog attributes = new ChangeLog();

    public FleetState(int maxWorkloadsPerNode) {
        nodes = new NodeTable(maxWorkloadsPerNode);
        free = new FreeState(nodes);
        ledger = new Ledger(nodes, free);
        topology = new Topology(nodes);
        neighbours = new NeighbourCounts(nodes, ledger, topology);
    }

    /** Anything a search looks at changed on a node. */
    void changed(int node) {
        changes.record(node);
        if (!journal.active()) {
            hints.happen();
        }
    }
}
