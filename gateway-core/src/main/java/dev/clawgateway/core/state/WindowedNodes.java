package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.life.Held;
import dev.clawgateway.core.placement.Placer;
import dev.clawgateway.core.record.MaintenanceWindow;
import dev.clawgateway.core.state.maintenance.WindowRules;
import dev.clawgateway.core.turn.Turn;

/** What maintenance windows do to nodes: the placer hears of it, and what runs there leaves. */
final class WindowedNodes implements WindowRules.Nodes {
    private final Tables tables;
    private final Placer placer;
    private final Lifecycle lifecycle;
    private final LossBrake brake;

    WindowedNodes(Tables tables, Placer placer, Lifecycle lifecycle, LossBrake brake) {
        this.tables = tables;
        this.placer = placer;
        this.lifecycle = lifecycle;
        this.brake = brake;
    }

    @Override
    public boolean known(NodeId node) {
        return tables.node(node) != null;
    }

    @Override
    public void follow(Turn turn, MaintenanceWindow window) {
        for (NodeEntry entry : tables.nodes()) {
            if (window.concerns(entry.record)) {
                placer.upsertNode(entry.schedulable());
                brake.follow(turn, entry, entry.hearing);
            }
        }
    }

    /** What was adopted stays: only an operator stops that. */
    @Override
    public void empty(Turn turn, MaintenanceWindow window) {
        for (NodeEntry entry : tables.nodes()) {
            if (window.concerns(entry.record)) {
                for (Held held : tables.heldBy(entry)) {
                    lifecycle.moveAway(turn, held.id(), window.text());
                }
            }
        }
    }
}
