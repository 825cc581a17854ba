package dev.clawgateway.core.state.share;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.workload.rules.TextLimits;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a virtual cluster may want such nodes: each wants what those above it want too, and two
 * values of one label no node has.
 */
final class NodeSelectors {
    private static final int MOST_LABELS = 64;

    private NodeSelectors() {}

    /**
     * Why not, in words; null when it may.
     *
     * @param cluster as it is wished
     * @param declared all others by name, a tree
     */
    static @Nullable String problem(VirtualCluster cluster, Map<String, VirtualCluster> declared) {
        if (cluster.nodeSelector().size() > MOST_LABELS) {
            return "a node selector has at most " + MOST_LABELS + " labels";
        }
        for (Map.Entry<String, String> label : cluster.nodeSelector().entrySet()) {
            String text = TextLimits.label(label.getKey(), label.getValue()).orElse(null);
            if (label.getKey().isBlank() || text != null) {
                return "node selector: " + (text == null ? "a label needs a key" : text);
            }
        }
        Map<String, VirtualCluster> tree = new HashMap<>(declared);
        tree.put(cluster.name(), cluster);
        for (VirtualCluster one : tree.values()) {
            String conflict = conflict(one, cluster.name(), tree);
            if (conflict != null) {
                return conflict;
            }
        }
        return null;
    }

    /** What one wants and one above it wants otherwise; looked for below the changed one alone. */
    private static @Nullable String conflict(
            VirtualCluster one, String changed, Map<String, VirtualCluster> tree) {
        Map<String, String> wanted = new HashMap<>();
        String found = null;
        boolean below = false;
        for (VirtualCluster at = one; at != null; at = above(at, tree)) {
            below |= at.name().equals(changed);
            for (Map.Entry<String, String> label : at.nodeSelector().entrySet()) {
                String other = wanted.putIfAbsent(label.getKey(), label.getValue());
                if (other != null && !other.equals(label.getValue()) && found == null) {
                    found =
                            "node selector: '%s' wants %s=%s, and '%s' above it %s=%s"
                                    .formatted(
                                            one.name(),
                                            label.getKey(),
                                            other,
                                            at.name(),
                                            label.getKey(),
                                            label.getValue());
                }
            }
        }
        return below ? found : null;
    }

    private static @Nullable VirtualCluster above(
            VirtualCluster at, Map<String, VirtualCluster> tree) {
        return at.parent() == null ? null : tree.get(at.parent());
    }
}
