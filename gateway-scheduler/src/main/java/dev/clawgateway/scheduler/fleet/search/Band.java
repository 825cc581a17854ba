package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Follower;
import dev.clawgateway.scheduler.fleet.index.GridIndex;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.ledger.Ledger;
import dev.clawgateway.scheduler.fleet.node.NodeTable;

/**
 * The fleet as it would be if every preemptible holding below a priority were gone, with an index
 * of its own. Follows the real state by the change log; costs nothing while nobody asks.
 */
final class Band {
    final int priority;
    final FreeState state;
    final GridIndex index;
    final GridSearch search;

    private final NodeTable nodes;
    private final Ledger ledger;
    private final FreeState real;
    private final Follower follower = new Follower();

    Band(
            int priority,
            NodeTable nodes,
            Ledger ledger,
            FreeState real,
            Fit fit,
            NodeBits.Pool pool) {
        this.priority = priority;
        this.nodes = nodes;
        this.ledger = ledger;
        this.real = real;
        this.state = new FreeState(nodes);
        this.index = new GridIndex(nodes, state, pool);
        this.search = new GridSearch(nodes, state, index, fit);
    }

    void refresh(ChangeLog log) {
        state.ensure(nodes.end(), nodes.devicesEnd());
        follower.begin(log, nodes.end());
        for (int node = follower.next(log); node >= 0; node = follower.next(log)) {
            update(node);
        }
        index.refresh(log);
    }

    private void update(int node) {
        if (!nodes.exists(node)) {
            return;
        }
        state.copyNode(real, node);
        for (int age = 0; age < ledger.count(node); age++) {
            int h = ledger.at(node, age);
            if (ledger.yields(h, priority)) {
                ledger.giveTo(state, h);
            }
        }
    }
}
