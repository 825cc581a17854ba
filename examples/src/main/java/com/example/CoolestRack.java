package com.example;

import dev.clawgateway.plugin.NodeView;
import dev.clawgateway.plugin.RequestView;
import dev.clawgateway.plugin.ScoringFunction;

/** A placement policy: the rack with the lowest label {@code rack-heat}, then the fullest node. */
public final class CoolestRack implements ScoringFunction {
    @Override
    public String name() {
        return "coolest_rack";
    }

    @Override
    public double score(NodeView node, RequestView request) {
        int heat = Integer.parseInt(node.labels().getOrDefault("rack-heat", "50"));
        return -100.0 * heat - node.freeGpus();
    }
}
