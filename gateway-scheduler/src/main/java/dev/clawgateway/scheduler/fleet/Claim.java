package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.FrozenMap;
import java.util.Map;

/**
 * Who holds devices and on what terms. Made once for a workload, so that reserving allocates
 * nothing.
 *
 * @param owner the caller's own number for the workload
 * @param priority higher may take the devices of lower
 * @param preemptible whether the devices may be taken away at all
 * @param labels the workload's labels, for rules about neighbours
 */
public record Claim(int owner, int priority, boolean preemptible, Map<String, String> labels) {
    public Claim {
        labels = FrozenMap.copyOf(labels);
    }
}
