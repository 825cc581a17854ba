package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.policy.Policies;

/** How many of a shape a node takes, one after the other: now, or if nothing ran there. */
public final class MemberSlots {
    private final NodeTable nodes;
    private final FreeState free;
    private final Fit fit;
    private final Fit fitIfWell;
    private final FreeState scratch;
    private final Choice choice = new Choice();

    public MemberSlots(NodeTable nodes, FreeState free, Fit fit) {
        this.nodes = nodes;
        this.free = free;
        this.fit = fit;
        this.fitIfWell = fit.ifWell();
        this.scratch = new FreeState(nodes);
    }

    /** With what is held there now; at most {@code max}. */
    int now(Shape shape, int node, int max) {
        scratch.ensure(nodes.end(), nodes.devicesEnd());
        scratch.copyNode(free, node);
        return fill(fit, shape, node, max);
    }

    /** Were it empty and all of its GPUs well; at most {@code max}. */
    int empty(Shape shape, int node, int max) {
        scratch.ensure(nodes.end(), nodes.devicesEnd());
        var capacity = nodes.node(node).capacity();
        scratch.reset(
                node,
                nodes.deviceBase(node),
                nodes.classOf(node),
                capacity.cpuMillis(),
                capacity.memoryMib());
        return fill(fitIfWell, shape, node, max);
    }

    private int fill(Fit question, Shape shape, int node, int max) {
        int slots = 0;
        while (slots < max) {
            int level = question.level(shape, scratch, node);
            if (level == Fit.NONE) {
                break;
            }
            boolean spread = shape.policy == Policies.SPREAD;
            question.pick(shape.chain[level], scratch, node, spread, choice);
            take(shape, node);
            slots++;
        }
        return slots;
    }

    private void take(Shape shape, int node) {
        NodeClass nodeClass = nodes.classOf(node);
        scratch.addHost(node, -shape.cpuMillis, -shape.memoryMib, -1);
        for (int i = 0; i < choice.gpus; i++) {
            int position = choice.positions[i];
            int milli = choice.millis[i];
            int memory = choice.memoryMib[i];
            boolean whole = nodeClass.isWhole(position, milli, memory);
            scratch.takeDevice(node, position, milli, memory, choice.slots[i], whole);
        }
    }
}
