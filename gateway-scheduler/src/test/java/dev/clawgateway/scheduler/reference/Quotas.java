package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Limits of virtual clusters, summed from the holdings; unknown clusters have none. */
final class Quotas {
    private final Map<String, VirtualCluster> clusters = new HashMap<>();
    private final Ledger ledger;

    Quotas(Ledger ledger) {
        this.ledger = ledger;
    }

    void put(VirtualCluster cluster) {
        clusters.put(cluster.name(), cluster);
    }

    void remove(String name) {
        clusters.remove(name);
    }

    /** The cluster or ancestor whose limit is exceeded now; null when none is. */
    @Nullable String exceeded(String name) {
        VirtualCluster cluster = clusters.get(name);
        Set<String> seen = new HashSet<>();
        while (cluster != null && seen.add(cluster.name())) {
            if (!within(used(cluster.name()), cluster.limit())) {
                return cluster.name();
            }
            String parent = cluster.parent();
            cluster = parent == null ? null : clusters.get(parent);
        }
        return null;
    }

    private static boolean within(Quota used, Quota limit) {
        return used.gpuMillis() <= limit.gpuMillis()
                && used.cpuMillis() <= limit.cpuMillis()
                && used.memoryMib() <= limit.memoryMib();
    }

    private Quota used(String name) {
        long gpu = 0;
        long cpu = 0;
        long memory = 0;
        for (Holding holding : ledger.holdings()) {
            if (below(holding.spec().scheduling().queue().virtualCluster(), name)) {
                gpu += holding.gpuMillis();
                cpu += holding.allocation().cpuMillis();
                memory += holding.allocation().memoryMib();
            }
        }
        return new Quota(gpu, cpu, memory);
    }

    private boolean below(String name, String ancestor) {
        String current = name;
        for (int depth = 0; current != null && depth <= clusters.size(); depth++) {
            if (current.equals(ancestor)) {
                return true;
            }
            VirtualCluster cluster = clusters.get(current);
            current = cluster == null ? null : cluster.parent();
        }
        return false;
    }
}
