package dev.clawgateway.core.record;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.Availability;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a node, also while it is away. Whether it is connected is soft state and not
 * here: see {@link NodeStatus}.
 *
 * @param reported what the node said when it last registered
 * @param overrides what operators set; survives registrations
 * @param drain takes no new work, connected or not; null while it is not drained
 * @param firstSeenAt its first registration ever
 * @param registeredAt its latest registration
 * @param machine where it registered last; null when it did not say
 * @param revision of the command that saved it last; 0 before it was kept
 */
public record NodeRecord(
        NodeId id,
        String name,
        NodeCapacity capacity,
        Marks reported,
        NodeOverrides overrides,
        @Nullable Drain drain,
        Instant firstSeenAt,
        Instant registeredAt,
        @Nullable MachineIdentity machine,
        long revision) {
    /**
     * A condition of this name, with the UUID of a GPU or its index behind, says that this device
     * alone is not to be used.
     */
    public static final String GPU_UNHEALTHY = "gpu-unhealthy/";

    /** Labels, conditions by type, and taints, as a node reports them. */
    public record Marks(
            Map<String, String> labels, Map<String, NodeCondition> conditions, List<Taint> taints) {
        public static final Marks NONE = new Marks(Map.of(), Map.of(), List.of());

        public Marks {
            labels = FrozenMap.copyOf(labels);
            conditions = FrozenMap.copyOf(conditions);
            taints = List.copyOf(taints);
        }
    }

    /** One that was not saved yet, and does not say where it is. */
    public NodeRecord(
            NodeId id,
            String name,
            NodeCapacity capacity,
            Marks reported,
            NodeOverrides overrides,
            @Nullable Drain drain,
            Instant firstSeenAt,
            Instant registeredAt) {
        this(id, name, capacity, reported, overrides, drain, firstSeenAt, registeredAt, null, 0);
    }

    /** As saved by the command of that revision. */
    public NodeRecord at(long saved) {
        return with(overrides, drain, machine, saved);
    }

    /** This node with what operators set over it now. */
    public NodeRecord with(NodeOverrides changed) {
        return with(changed, drain, machine, revision);
    }

    /** This node drained so, or no more. */
    public NodeRecord with(@Nullable Drain changed) {
        return with(overrides, changed, machine, revision);
    }

    /** This node, registered from there. */
    public NodeRecord from(@Nullable MachineIdentity there) {
        return with(overrides, drain, there, revision);
    }

    private NodeRecord with(
            NodeOverrides over, @Nullable Drain empties, @Nullable MachineIdentity on, long at) {
        return new NodeRecord(
                id, name, capacity, reported, over, empties, firstSeenAt, registeredAt, on, at);
    }

    /** The drain of a record that may be from before more than this was kept of it. */
    public static @Nullable Drain drain(boolean draining, @Nullable Drain kept) {
        if (!draining) {
            return null; // A gateway that knows the flag alone may have taken it back.
        }
        return kept == null ? Drain.UNDATED : kept;
    }

    /** The drain, where more is known of it than that there is one. */
    public @Nullable Drain datedDrain() {
        return Drain.UNDATED.equals(drain) ? null : drain;
    }

    /** Takes no new work, connected or not. */
    public boolean draining() {
        return drain != null;
    }

    /** Whether an operator set anything on it that would be lost with it. */
    public boolean marked() {
        return draining() || !overrides.equals(NodeOverrides.NONE);
    }

    /** Null while the node is not cordoned. */
    public @Nullable Cordon cordon() {
        return overrides.cordon();
    }

    /**
     * Whether it takes new work, strongest reason first.
     *
     * @param window that says most about it; null for none
     * @param avoided null while it is not
     */
    public Availability availability(
            NodeStatus status, @Nullable MaintenanceWindow window, @Nullable Avoided avoided) {
        if (status == NodeStatus.DISCONNECTED) {
            return Availability.DISCONNECTED;
        } else if (draining()) {
            return Availability.DRAINING;
        } else if (window != null && window.closed()) {
            return Availability.MAINTENANCE;
        } else if (status == NodeStatus.DEGRADED) {
            return Availability.DEGRADED;
        } else if (cordon() != null) {
            return Availability.CORDONED;
        }
        return avoided == null ? Availability.OPEN : Availability.AVOIDED;
    }

    /** Labels in force, by key. */
    public Map<String, String> labels() {
        Map<String, String> merged = new TreeMap<>(reported.labels());
        merged.keySet().removeAll(overrides.removedLabels());
        merged.putAll(overrides.labels());
        return merged;
    }

    /** Conditions in force, by type. */
    public Map<String, NodeCondition> conditions() {
        Map<String, NodeCondition> merged = new TreeMap<>(reported.conditions());
        merged.putAll(overrides.conditions());
        return merged;
    }

    /** Why GPUs of it are not given out, by index: each has a condition of its own. */
    public Map<Integer, String> unfitGpus() {
        Map<Integer, String> unfit = new TreeMap<>();
        for (NodeCondition condition : conditions().values()) {
            if (condition.status() == ConditionStatus.TRUE
                    && condition.type().startsWith(GPU_UNHEALTHY)) {
                String device = condition.type().substring(GPU_UNHEALTHY.length());
                for (Gpu gpu : capacity.gpus()) {
                    if (device.equals(gpu.uuid()) || device.equals(Integer.toString(gpu.index()))) {
                        String why = condition.reason();
                        unfit.put(gpu.index(), why == null ? "reported unhealthy" : why);
                    }
                }
            }
        }
        return unfit;
    }

    /** Taints in force, by key, then value. */
    public List<Taint> taints() {
        Stream<Taint> kept =
                reported.taints().stream().filter(taint -> !overrides.hides(taint.key()));
        return Stream.concat(kept, overrides.taints().stream())
                .sorted(Comparator.comparing(Taint::key).thenComparing(Taint::value))
                .toList();
    }
}
