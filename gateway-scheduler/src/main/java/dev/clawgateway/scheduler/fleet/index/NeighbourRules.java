package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.scheduler.fleet.ledger.NeighbourCounts;
import dev.clawgateway.scheduler.fleet.node.Domains;
import java.util.Map;

/**
 * Where a request's rules about neighbours let it run. A workload that must be near others of its
 * own kind may start where none is yet, or the first could never start. Rules bind the workload
 * that states them, not those that come later.
 */
public final class NeighbourRules {
    private final NeighbourCounts counts;

    public NeighbourRules(NeighbourCounts counts) {
        this.counts = counts;
    }

    /** The members of {@code candidates} that the request's rules allow, into {@code allowed}. */
    public void allowed(Shape shape, NodeBits candidates, NodeBits allowed) {
        NeighbourRequirements rules = shape.key.neighbours();
        Map<String, String> own = shape.key.labels();
        allowed.clear();
        int[] fewest = new int[rules.spread().size()];
        for (int i = 0; i < fewest.length; i++) {
            fewest[i] = fewest(rules.spread().get(i), candidates);
        }
        for (int node = candidates.next(0, null);
                node >= 0;
                node = candidates.next(node + 1, null)) {
            if (near(rules, own, node) && apart(rules, node) && even(rules, own, fewest, node)) {
                allowed.add(node);
            }
        }
    }

    private boolean near(NeighbourRequirements rules, Map<String, String> own, int node) {
        for (NeighbourRule rule : rules.near()) {
            NeighbourCounts.Count count = counts.counted(rule.workloads(), rule.topologyKey());
            boolean first = count.total() == 0 && LabelRule.allMatch(rule.workloads(), own);
            int domain = count.domain(node);
            if (domain == Domains.NOWHERE || (!first && count.in(domain) == 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean apart(NeighbourRequirements rules, int node) {
        for (NeighbourRule rule : rules.apart()) {
            NeighbourCounts.Count count = counts.counted(rule.workloads(), rule.topologyKey());
            if (count.in(count.domain(node)) > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean even(
            NeighbourRequirements rules, Map<String, String> own, int[] fewest, int node) {
        for (int i = 0; i < fewest.length; i++) {
            SpreadRule rule = rules.spread().get(i);
            NeighbourCounts.Count count = counts.counted(rule.workloads(), rule.topologyKey());
            int domain = count.domain(node);
            int itself = LabelRule.allMatch(rule.workloads(), own) ? 1 : 0;
            if (domain == Domains.NOWHERE
                    || count.in(domain) + itself - fewest[i] > rule.maxSkew()) {
                return false;
            }
        }
        return true;
    }

    /** The smallest count over the places that have a candidate node. */
    private int fewest(SpreadRule rule, NodeBits candidates) {
        NeighbourCounts.Count count = counts.counted(rule.workloads(), rule.topologyKey());
        int fewest = Integer.MAX_VALUE;
        for (int node = candidates.next(0, null);
                node >= 0;
                node = candidates.next(node + 1, null)) {
            int domain = count.domain(node);
            if (domain != Domains.NOWHERE) {
                fewest = Math.min(fewest, count.in(domain));
            }
        }
        return fewest;
    }
}
