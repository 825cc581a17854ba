package dev.clawgateway.scheduler.fleet;

/** What is known of the fleet, by part. Who writes which: {@link Inventory} and {@link Overlay}. */
final class FleetState {
    final NodeTable nodes;
    final FreeState free;
    final Ledger ledger;
    final Topology topology;
    final Neighbours neighbours;
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
        neighbours = new Neighbours(nodes, ledger, topology);
    }

    /**
     * Grows only when something happened that could help this shape find a place. What found none
     * at some hint finds none while the hint stays the same.
     */
    long hint(Shape shape) {
        if (shape.seesNeighbours) {
            // In an overlay anything may have changed; nothing is remembered there.
            return journal.active() ? Long.MAX_VALUE : hints.happened();
        }
        long newest = 0;
        for (int nodeClass : shape.suitable(nodes.classes())) {
            newest = Math.max(newest, hints.of(nodeClass));
        }
        return newest;
    }

    /** Anything a search looks at changed on a node. */
    void changed(int node) {
        changes.record(node);
        if (!journal.active()) {
            hints.happen();
        }
    }
}
