package dev.clawgateway.core.state;

import dev.clawgateway.core.NodeCapacity;
import dev.clawgateway.core.NodeCondition;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Taint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is kept of a node, also while it is away. Whether it is connected is soft state and not
 * here: see {@link NodeStatus}.
 *
 * @param reported what the node said when it last registered
 * @param overrides what operators set; survives registrations
 * @param draining takes no new work, connected or not
 * @param firstSeenAt its first registration ever
 * @param registeredAt its latest registration
 */
public record NodeRecord(
        NodeId id,
        String name,
        NodeCapacity capacity,
        Marks reported,
        Overrides overrides,
        boolean draining,
        Instant firstSeenAt,
        Instant registeredAt) {
    /** Labels, conditions by type, and taints, as a node reports them. */
    public record Marks(
            Map<String, String> labels, Map<String, NodeCondition> conditions, List<Taint> taints) {
        public static final Marks NONE = new Marks(Map.of(), Map.of(), List.of());

        public Marks {
            labels = Map.copyOf(labels);
            conditions = Map.copyOf(conditions);
            taints = List.copyOf(taints);
        }
    }

    /** What operators set over it. A reported label named in {@code removedLabels} is hidden. */
    public record Overrides(
            Map<String, String> labels,
            List<String> removedLabels,
            Map<String, NodeCondition> conditions) {
        public static final Overrides NONE = new Overrides(Map.of(), List.of(), Map.of());

        public Overrides {
            labels = Map.copyOf(labels);
            removedLabels = List.copyOf(removedLabels);
            conditions = Map.copyOf(conditions);
        }

        Overrides withLabel(String key, String value) {
            Map<String, String> changed = new HashMap<>(labels);
            changed.put(key, value);
            return new Overrides(
                    changed,
                    removedLabels.stream().filter(removed -> !removed.equals(key)).toList(),
                    conditions);
        }

        Overrides withoutLabel(String key) {
            Map<String, String> changed = new HashMap<>(labels);
            changed.remove(key);
            List<String> removed =
                    Stream.concat(removedLabels.stream(), Stream.of(key))
                            .distinct()
                            .sorted()
                            .toList();
            return new Overrides(changed, removed, conditions);
        }

        Overrides withCondition(NodeCondition condition) {
            Map<String, NodeCondition> changed = new HashMap<>(conditions);
            changed.put(condition.type(), condition);
            return new Overrides(labels, removedLabels, changed);
        }
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
}
