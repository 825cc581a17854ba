package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.policy.AskedRequest;
import dev.clawgateway.scheduler.policy.ShownNode;

/** Asks an embedder's function what a node is worth. */
final class CustomScore {
    private final NodeTable nodes;
    private final FreeState state;
    private final View view = new View();

    CustomScore(NodeTable nodes, FreeState state) {
        this.nodes = nodes;
        this.state = state;
    }

    /** Lower is better, as everywhere in the engine. */
    long score(ScoringFunction function, Shape shape, int level, int node) {
        view.node = node;
        Level met = shape.chain[level];
        double score =
                function.score(
                        view,
                        new AskedRequest(
                                met.count, met.milli, shape.cpuMillis, shape.memoryMib, level));
        return ascending((float) -score);
    }

    /** The order of floats as positive integers; close doubles may become equal. */
    private static long ascending(float value) {
        int bits = Float.floatToIntBits(value);
        int signed = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
        return (long) signed - Integer.MIN_VALUE;
    }

    private final class View extends ShownNode {
        private int node;

        @Override
        protected SchedulableNode node() {
            return nodes.node(node);
        }

        @Override
        public int freeGpus() {
            return Long.bitCount(state.wholeGpus(node));
        }

        @Override
        public int freeGpuMillis() {
            return state.totalMilli(node);
        }

        @Override
        public int freeGpuMillis(int position) {
            return state.milli(node, position);
        }

        @Override
        public long freeCpuMillis() {
            return state.cpuMillis(node);
        }

        @Override
        public long freeMemoryMib() {
            return state.memoryMib(node);
        }
    }
}
