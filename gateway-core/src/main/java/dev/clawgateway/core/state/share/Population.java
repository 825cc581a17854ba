package dev.clawgateway.core.state.share;

import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.WorkloadRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in virtual clusters, so that none is removed that is lived in: workspaces, and workloads
 * that have not ended. Also such as hold nothing, wait for a gate, or pause before their next
 * attempt, of which a placement engine knows nothing.
 */
public final class Population {
    private final Map<String, Integer> workloads = new HashMap<>();
    private final Map<String, Integer> workspaces = new HashMap<>();

    /** One is in this state now and was in that before; null where it was not known, or is not. */
    public void changed(@Nullable WorkloadRecord before, @Nullable WorkloadRecord now) {
        count(before, -1);
        count(now, 1);
    }

    private void count(@Nullable WorkloadRecord workload, int by) {
        if (workload != null && !(workload instanceof Ended)) {
            add(workloads, workload.spec().scheduling().queue().virtualCluster(), by);
        }
    }

    /** A workspace is in that cluster from now on. */
    public void entered(String cluster) {
        add(workspaces, cluster, 1);
    }

    /** A workspace is gone from there. */
    public void left(String cluster) {
        add(workspaces, cluster, -1);
    }

    private static void add(Map<String, Integer> counts, String cluster, int by) {
        if (counts.merge(cluster, by, Integer::sum) == 0) {
            counts.remove(cluster);
        }
    }

    /** How many workloads of it have not ended. */
    public int workloads(String cluster) {
        return workloads.getOrDefault(cluster, 0);
    }

    /** How many workspaces are in it. */
    public int workspaces(String cluster) {
        return workspaces.getOrDefault(cluster, 0);
    }
}
