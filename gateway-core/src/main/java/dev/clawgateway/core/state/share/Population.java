package dev.clawgateway.core.state.share;

import dev.clawgateway.core.life.Ended;
import dev.clawgateway.core.life.WorkloadRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many workloads of each virtual cluster have not ended: also those that hold nothing, wait for
 * a gate, or pause before their next attempt, of which a placement engine knows nothing.
 */
public final class Population {
    private final Map<String, Integer> live = new HashMap<>();

    /** One is in this state now and was in that before; null where it was not known, or is not. */
    public void changed(@Nullable WorkloadRecord before, @Nullable WorkloadRecord now) {
        count(before, -1);
        count(now, 1);
    }

    private void count(@Nullable WorkloadRecord workload, int by) {
        if (workload != null && !(workload instanceof Ended)) {
            String cluster = workload.spec().scheduling().queue().virtualCluster();
            int left = live.merge(cluster, by, Integer::sum);
            if (left == 0) {
                live.remove(cluster);
            }
        }
    }

    /** How many there are. */
    public int of(String cluster) {
        return live.getOrDefault(cluster, 0);
    }
}
