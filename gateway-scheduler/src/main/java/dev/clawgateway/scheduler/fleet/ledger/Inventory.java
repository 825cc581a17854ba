package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Lets nodes come, change and go, with all that follows for the other parts of the state. */
public final class Inventory {
    private final FleetState state;
    private final NodeTable nodes;
    private long[] capacityByModel = new long[0];

    public Inventory(FleetState state) {
        this.state = state;
        this.nodes = state.nodes;
    }

    /** A node's number; -1 when it is not known. */
    public int number(NodeId id) {
        return nodes.number(id);
    }

    public SchedulableNode node(int number) {
        return nodes.node(number);
    }

    /** Nodes known. */
    public int size() {
        return nodes.size();
    }

    /** All node numbers are below this; some may be unused. */
    public int end() {
        return nodes.end();
    }

    public boolean exists(int node) {
        return nodes.exists(node);
    }

    /** All that nodes ever were, by what GPUs they have; they only become more. */
    public List<NodeClass> classes() {
        return nodes.classes();
    }

    /** Enters a node, or what changed about it; what is held stays held. Returns its number. */
    public int upsert(SchedulableNode node) {
        int number = nodes.number(node.id());
        return number < 0 ? add(node) : change(number, node);
    }

    /**
     * Many nodes at once, the quick way to begin. New ones are numbered kind by kind, that is by
     * what GPUs they have, and in this order within a kind, so that nodes which are searched
     * together are near: decisions are then a little faster.
     */
    public void load(Collection<SchedulableNode> all) {
        nodes.expect(all.size());
        List<List<SchedulableNode>> kinds = new ArrayList<>();
        for (SchedulableNode node : all) {
            int kind = nodes.internClass(node).id;
            while (kinds.size() <= kind) {
                kinds.add(new ArrayList<>());
            }
            kinds.get(kind).add(node);
        }
        kinds.forEach(kind -> kind.forEach(this::upsert));
    }

    int add(SchedulableNode node) {
        int number = nodes.add(node);
        ensure();
        resetFree(number, node);
        countCapacity(number, 1);
        state.topology.update(number, node);
        state.attributes.record(number);
        state.changed(number);
        state.hints.help(nodes.classOf(number).id, number);
        return number;
    }

    private int change(int number, SchedulableNode node) {
        SchedulableNode before = nodes.node(number);
        if (before.equals(node)) {
            return number;
        }
        state.neighbours.countAll(number, -1);
        if (!before.capacity().equals(node.capacity()) || !before.unfit().equals(node.unfit())) {
            changeCapacity(number, node);
        } else {
            nodes.replace(number, node);
        }
        state.topology.update(number, node);
        state.neighbours.countAll(number, 1);
        if (!sameAttributes(before, node)) {
            state.attributes.record(number);
        }
        state.changed(number);
        state.hints.help(nodes.classOf(number).id, number);
        return number;
    }

    private void changeCapacity(int number, SchedulableNode node) {
        countCapacity(number, -1);
        state.ledger.withdrawTotals(number);
        if (nodes.replace(number, node)) {
            state.attributes.record(number);
        }
        ensure();
        resetFree(number, node);
        state.ledger.recompute(number);
        countCapacity(number, 1);
    }

    /** Forgets a node; throws {@link IllegalStateException} while something is held there. */
    public void remove(NodeId id) {
        int number = nodes.number(id);
        if (number < 0) {
            return;
        }
        if (state.ledger.count(number) > 0) {
            throw new IllegalStateException("node " + id + " still holds workloads");
        }
        countCapacity(number, -1);
        nodes.remove(number);
        state.topology.remove(number);
        state.attributes.record(number);
        state.changed(number);
    }

    /** Capacity and allocation of every model seen. */
    public List<ModelTotals> totals() {
        List<ModelTotals> totals = new ArrayList<>();
        for (int model = 0; model < nodes.models().size(); model++) {
            totals.add(
                    new ModelTotals(
                            nodes.models().get(model),
                            model < capacityByModel.length ? capacityByModel[model] : 0,
                            state.ledger.allocatedMillis(model)));
        }
        return totals;
    }

    private void resetFree(int number, SchedulableNode node) {
        state.free.reset(
                number,
                nodes.deviceBase(number),
                nodes.classOf(number),
                node.capacity().cpuMillis(),
                node.capacity().memoryMib());
    }

    private void countCapacity(int number, int sign) {
        NodeClass nodeClass = nodes.classOf(number);
        for (int model : nodeClass.model) {
            if (model >= capacityByModel.length) {
                capacityByModel = Arrays.copyOf(capacityByModel, model + 8);
            }
            capacityByModel[model] += sign * 1000L;
        }
    }

    private void ensure() {
        state.free.ensure(nodes.end(), nodes.devicesEnd());
        state.changes.reach(nodes.end());
        state.attributes.reach(nodes.end());
    }

    private static boolean sameAttributes(SchedulableNode a, SchedulableNode b) {
        return a.labels().equals(b.labels())
                && a.conditions().equals(b.conditions())
                && a.taints().equals(b.taints())
                && Objects.equals(a.closing(), b.closing())
                && a.capacity().runtimes().equals(b.capacity().runtimes());
    }
}
