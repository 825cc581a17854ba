package dev.clawgateway.scheduler.fleet.ledger;

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
 * @param workloads as how many it counts where a node takes only so many
 */
public record DeviceHolder(
        int owner, int priority, boolean preemptible, Map<String, String> labels, int workloads) {
    /** All that the ledger can write down of one holding. */
    public static final int MAX_WORKLOADS = 0xfff;

    public DeviceHolder {
        labels = FrozenMap.copyOf(labels);
        if (workloads < 0 || workloads > MAX_WORKLOADS) {
            throw new IllegalArgumentException("workloads: 0 to " + MAX_WORKLOADS);
        }
    }

    /** Of one workload. */
    public DeviceHolder(int owner, int priority, boolean preemptible, Map<String, String> labels) {
        this(owner, priority, preemptible, labels, 1);
    }

    public DeviceHolder countingAs(int otherWorkloads) {
        return new DeviceHolder(owner, priority, preemptible, labels, otherWorkloads);
    }
}
