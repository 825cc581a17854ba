package dev.clawgateway.client.agent;

import dev.clawgateway.client.hardware.GpuFault;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.time.Time;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with this node, as conditions that it registers. For any thread. */
final class Conditions {
    static final String DISK_FULL = "disk-full";
    static final String GPU_TOOL_FAILS = "gpu-tool-fails";
    static final String GPUS_LEFT_OUT = "gpus-left-out";
    static final String ORPHANS = "orphans";

    private static final Logger LOG = LoggerFactory.getLogger(Conditions.class);

    private final Time time;
    private final Runnable changed;
    private final Map<String, NodeCondition> conditions = new ConcurrentSkipListMap<>();

    /**
     * @param changed run when there is something new to register
     */
    Conditions(Time time, Runnable changed) {
        this.time = time;
        this.changed = changed;
    }

    /**
     * Says how it is; nothing happens when that is known.
     *
     * @param problem what is wrong; null when nothing is
     */
    void set(String type, @Nullable String problem) {
        NodeCondition before = conditions.get(type);
        ConditionStatus status = problem == null ? ConditionStatus.FALSE : ConditionStatus.TRUE;
        boolean known =
                before == null
                        ? problem == null
                        : before.status() == status && Objects.equals(before.reason(), problem);
        if (known) {
            return;
        }
        Instant now = time.now();
        Instant since = before != null && before.status() == status ? before.lastTransition() : now;
        conditions.put(type, new NodeCondition(type, status, since, now, problem, null, 0));
        LOG.atWarn()
                .addKeyValue("condition", type)
                .addKeyValue("problem", problem == null ? "over" : problem)
                .log("condition of this node changed");
        changed.run();
    }

    /** The GPUs that are not well: a condition each, and each that is well again. */
    void setFaults(List<GpuFault> faults) {
        Map<String, String> now = new TreeMap<>();
        faults.forEach(fault -> now.put(NodeRecord.GPU_UNHEALTHY + fault.uuid(), fault.why()));
        for (String known : List.copyOf(conditions.keySet())) {
            if (known.startsWith(NodeRecord.GPU_UNHEALTHY) && !now.containsKey(known)) {
                set(known, null);
            }
        }
        now.forEach(this::set);
    }

    List<NodeCondition> list() {
        return List.copyOf(conditions.values());
    }
}
