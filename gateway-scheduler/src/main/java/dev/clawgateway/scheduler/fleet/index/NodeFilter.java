package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.core.node.Taint;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.ConditionRequirement;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.Toleration;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that pass one set of node requirements and run one kind of work, as bitsets: one for
 * all of them, and one more for each number of preferred rules they also satisfy. Catches up by the
 * log of nodes whose labels, conditions or taints changed, so that asking again costs nothing.
 */
public final class NodeFilter {
    private final NodeRequirements requirements;
    private final Map<String, String> clusterLabels;
    private final boolean process;
    private final NodeBits[] tiers;

    /** What a search is given: null in the place of a tier that has every node. */
    private final @Nullable NodeBits[] masks;

    private final Follower follower = new Follower();

    NodeFilter(
            NodeRequirements requirements,
            Map<String, String> clusterLabels,
            boolean process,
            NodeBits.Pool pool) {
        this.clusterLabels = clusterLabels;
        this.requirements = requirements;
        this.process = process;
        this.tiers = new NodeBits[requirements.preferred().size() + 1];
        for (int tier = 0; tier < tiers.length; tier++) {
            tiers[tier] = new NodeBits(pool);
        }
        this.masks = new @Nullable NodeBits[tiers.length];
    }

    /** The nodes that pass now; valid until the next call. */
    public NodeBits passing(NodeTable nodes, ChangeLog attributes) {
        refresh(nodes, attributes);
        return tiers[0];
    }

    /** By number of preferred rules satisfied, at least; null where every node is a member. */
    public @Nullable NodeBits[] masks(NodeTable nodes, ChangeLog attributes) {
        refresh(nodes, attributes);
        for (int tier = 0; tier < tiers.length; tier++) {
            masks[tier] = tiers[tier].size() == nodes.size() ? null : tiers[tier];
        }
        return masks;
    }

    private void refresh(NodeTable nodes, ChangeLog attributes) {
        if (follower.current(attributes)) {
            return;
        }
        follower.begin(attributes, nodes.end());
        for (int node = follower.next(attributes); node >= 0; node = follower.next(attributes)) {
            update(nodes, node);
        }
    }

    private void update(NodeTable nodes, int node) {
        int tier = -1;
        if (nodes.exists(node) && passes(nodes.node(node))) {
            tier = 0;
            for (LabelRule rule : requirements.preferred()) {
                tier += rule.matches(nodes.node(node).labels()) ? 1 : 0;
            }
        }
        for (int i = 0; i < tiers.length; i++) {
            tiers[i].put(node, i <= tier);
        }
    }

    public boolean passes(SchedulableNode node) {
        return inCluster(node)
                && labelsMatch(node)
                && taintsTolerated(node)
                && conditionsMet(node)
                && runsThisKind(node);
    }

    /** Whether the node runs plain processes, or containers, whichever this is about. */
    public boolean runsThisKind(SchedulableNode node) {
        return node.capacity().runs(process);
    }

    /** What {@link #runsThisKind} means when it does not. */
    public RefusalReason otherKind() {
        return process ? RefusalReason.NO_PROCESSES : RefusalReason.NO_CONTAINERS;
    }

    /** Whether the virtual cluster runs anything there. */
    public boolean inCluster(SchedulableNode node) {
        return carries(node, clusterLabels);
    }

    public boolean labelsMatch(SchedulableNode node) {
        return carries(node, requirements.selector())
                && LabelRule.allMatch(requirements.required(), node.labels());
    }

    private static boolean carries(SchedulableNode node, Map<String, String> wanted) {
        Map<String, String> labels = node.labels();
        for (Map.Entry<String, String> label : wanted.entrySet()) {
            if (!label.getValue().equals(labels.get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    public boolean taintsTolerated(SchedulableNode node) {
        for (Taint taint : node.taints()) {
            boolean covered = false;
            for (Toleration toleration : requirements.tolerations()) {
                covered |= toleration.covers(taint);
            }
            if (!covered) {
                return false;
            }
        }
        return true;
    }

    public boolean conditionsMet(SchedulableNode node) {
        for (ConditionRequirement wanted : requirements.conditions()) {
            if (node.conditions().get(wanted.type()) != wanted.status()) {
                return false;
            }
        }
        return true;
    }
}
