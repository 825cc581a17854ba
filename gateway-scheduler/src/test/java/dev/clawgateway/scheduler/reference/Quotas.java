package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** A cluster and all above it; one nobody declared has none above it. */
    List<String> upward(String name) {
        List<String> upward = new ArrayList<>();
        for (String at = name; at != null && !upward.contains(at); ) {
            upward.add(at);
            VirtualCluster cluster = clusters.get(at);
            at = cluster == null ? null : cluster.parent();
        }
        return upward;
    }

    /** Labels that it, and those above it, want of nodes. */
    Map<String, String> selector(String name) {
        Map<String, String> wanted = new HashMap<>();
        upward(name).stream()
                .map(clusters::get)
                .filter(Objects::nonNull)
                .forEach(each -> wanted.putAll(each.nodeSelector()));
        return wanted;
    }

    Quota guaranteed(String name) {
        VirtualCluster cluster = clusters.get(name);
        return cluster == null ? Quota.NONE : cluster.guaranteed();
    }

    static Quota sum(Quota one, Quota other) {
        return new Quota(
                one.gpuMillis() + other.gpuMillis(),
                one.cpuMillis() + other.cpuMillis(),
                one.memoryMib() + other.memoryMib());
    }

    /** Whether every limit from a cluster upward has room for so much more. */
    boolean hasRoom(String name, Quota more) {
        return upward(name).stream()
                .map(clusters::get)
                .filter(Objects::nonNull)
                .allMatch(each -> within(sum(used(each.name()), more), each.limit()));
    }

    /** The cluster or ancestor whose limit is exceeded now; null when none is. */
    @Nullable String exceeded(String name) {
        for (String at : upward(name)) {
            VirtualCluster cluster = clusters.get(at);
            if (cluster != null && !within(used(at), cluster.limit())) {
                return at;
            }
        }
        return null;
    }

    private static boolean within(Quota used, Quota limit) {
        return used.gpuMillis() <= limit.gpuMillis()
                && used.cpuMillis() <= limit.cpuMillis()
                && used.memoryMib() <= limit.memoryMib();
    }

    /** What a cluster and those below it hold. */
    Quota used(String name) {
        Quota used = Quota.NONE;
        for (Holding holding : ledger.holdings()) {
            if (upward(holding.spec().scheduling().queue().virtualCluster()).contains(name)) {
                used = sum(used, holding.amount());
            }
        }
        return used;
    }
}
