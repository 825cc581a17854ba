package dev.clawgateway.scheduler;

import dev.clawgateway.plugin.NodeView;
import dev.clawgateway.plugin.RequestView;
import dev.clawgateway.plugin.ScoringFunction;

/**
 * A policy of an embedder's own, with ties: hosts of little memory, and of those the ones with many
 * GPUs free. Found by the service loader.
 */
public final class PrefersOldHosts implements ScoringFunction {
    @Override
    public String name() {
        return "prefers_old_hosts";
    }

    @Override
    public double score(NodeView node, RequestView request) {
        long host = node.memoryMib() / 30_000 + node.freeMemoryMib() / 40_000;
        return node.freeGpus() + node.freeGpuMillis() / 4000 - 10.0 * host - request.level() / 3.0;
    }
}
