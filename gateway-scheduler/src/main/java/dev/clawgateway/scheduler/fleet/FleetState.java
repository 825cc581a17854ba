package dev.clawgateway.scheduler.fleet;

/** What is known of the fleet, by part. Who writes which: {@link Inventory} and {@link Overlay}. */
final class FleetState {
    final NodeTable nodes;
    final FreeState free;
    final Ledger ledger;
    final Topology topology;
    final NeighbourCounts neighbours;
    final Hints hints = new Hints();
    final Journal journal = new Journal();

    /** Nodes of which anything changed that a search looks at. */
    final ChangeLog changes = new ChangeLog();

    /** Nodes of which labels, conditions, taints or the list of GPUs changed. */
    final ChangeLog attributes = new ChangeLog();

    FleetState(int maxWorkloadsPerNode) {
        nodes = new NodeTable(maxWorkloadsPerNode);
        free = new FreeState(nodes);
        ledger = new Ledger(free);
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
