package dev.clawgateway.core.record;

import dev.clawgateway.core.FrozenMap;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.node.Taint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators set over what a node reports; survives its registrations.
 *
 * @param labels win over the reported ones
 * @param removedLabels keys of reported labels that are hidden
 * @param conditions by type; win over the reported ones
 * @param taints one a key; each replaces all that the node reports of its key
 * @param removedTaints keys of reported taints that are hidden
 * @param cordon null while the node may take new work
 */
public record NodeOverrides(
        Map<String, String> labels,
        List<String> removedLabels,
        Map<String, NodeCondition> conditions,
        List<Taint> taints,
        List<String> removedTaints,
        @Nullable Cordon cordon) {
    public static final NodeOverrides NONE =
            new NodeOverrides(Map.of(), List.of(), Map.of(), List.of(), List.of(), null);

    public NodeOverrides {
        labels = FrozenMap.copyOf(labels);
        removedLabels = List.copyOf(removedLabels);
        conditions = FrozenMap.copyOf(conditions);
        taints = List.copyOf(taints);
        removedTaints = List.copyOf(removedTaints);
    }

    public NodeOverrides withLabel(String key, String value) {
        return labels(with(labels, key, value), without(removedLabels, key));
    }

    public NodeOverrides withoutLabel(String key) {
        Map<String, String> changed = new LinkedHashMap<>(labels);
        changed.remove(key);
        return labels(changed, with(removedLabels, key));
    }

    public NodeOverrides withCondition(NodeCondition condition) {
        return new NodeOverrides(
                labels,
                removedLabels,
                with(conditions, condition.type(), condition),
                taints,
                removedTaints,
                cordon);
    }

    public NodeOverrides withTaint(Taint taint) {
        List<Taint> changed =
                Stream.concat(
                                taints.stream().filter(one -> !one.key().equals(taint.key())),
                                Stream.of(taint))
                        .toList();
        return taints(changed, without(removedTaints, taint.key()));
    }

    public NodeOverrides withoutTaint(String key) {
        List<Taint> changed = taints.stream().filter(one -> !one.key().equals(key)).toList();
        return taints(changed, with(removedTaints, key));
    }

    public NodeOverrides with(@Nullable Cordon changed) {
        return new NodeOverrides(labels, removedLabels, conditions, taints, removedTaints, changed);
    }

    /** Whether reported taints of that key are not in force. */
    boolean hides(String key) {
        return removedTaints.contains(key)
                || taints.stream().anyMatch(taint -> taint.key().equals(key));
    }

    private NodeOverrides labels(Map<String, String> changed, List<String> removed) {
        return new NodeOverrides(changed, removed, conditions, taints, removedTaints, cordon);
    }

    private NodeOverrides taints(List<Taint> changed, List<String> removed) {
        return new NodeOverrides(labels, removedLabels, conditions, changed, removed, cordon);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    private static List<String> with(List<String> keys, String key) {
        return Stream.concat(keys.stream(), Stream.of(key)).distinct().sorted().toList();
    }

    private static List<String> without(List<String> keys, String key) {
        return keys.stream().filter(one -> !one.equals(key)).toList();
    }
}
