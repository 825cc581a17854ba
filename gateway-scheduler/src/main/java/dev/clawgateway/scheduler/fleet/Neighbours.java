package dev.clawgateway.scheduler.fleet;

import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.SpreadRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many workloads that somebody has a rule about run in each place. Costs nothing while no rule
 * is in use.
 *
 * <p>A workload that must be near others of its own kind may start where none is yet, or the first
 * could never start. Rules bind the workload that states them, not those that come later.
 */
final class Neighbours {
    private record Counted(List<LabelRule> workloads, String topologyKey) {}

    private static final class Count {
        private final Counted rule;
        private final Domains domains;
        private int[] byDomain = new int[0];
        private int total;

        Count(Counted rule, Domains domains) {
            this.rule = rule;
            this.domains = domains;
        }

        int in(int domain) {
            return domain >= 0 && domain < byDomain.length ? byDomain[domain] : 0;
        }
    }

    private final NodeTable nodes;
    private final Ledger ledger;
    private final Topology topology;
    private final Map<Counted, Count> byRule = new HashMap<>();
    private final List<Count> counts = new ArrayList<>();

    Neighbours(NodeTable nodes, Ledger ledger, Topology topology) {
        this.nodes = nodes;
        this.ledger = ledger;
        this.topology = topology;
    }

    /** Whether anybody has a rule, so that there is something to count. */
    boolean watching() {
        return !counts.isEmpty();
    }

    /** A holding on a node began or ended to count. */
    void count(int node, Map<String, String> labels, int sign) {
        for (int i = 0; i < counts.size(); i++) {
            add(counts.get(i), node, labels, sign);
        }
    }

    /** Everything on a node, before and after its labels change. */
    void countAll(int node, int sign) {
        if (!counts.isEmpty()) {
            for (int age = 0; age < ledger.count(node); age++) {
                int h = ledger.at(node, age);
                count(node, ledger.labels(h), sign);
            }
        }
    }

    /** Begins to count what a request's rules ask about. */
    void watch(NeighbourRequirements requirements) {
        for (NeighbourRule rule : requirements.near()) {
            counted(rule.workloads(), rule.topologyKey());
        }
        for (NeighbourRule rule : requirements.apart()) {
            counted(rule.workloads(), rule.topologyKey());
        }
        for (SpreadRule rule : requirements.spread()) {
            counted(rule.workloads(), rule.topologyKey());
        }
    }

    /** The members of {@code candidates} that the request's rules allow, into {@code allowed}. */
    void allowed(Shape shape, NodeBits candidates, NodeBits allowed) {
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
            Count count = counted(rule.workloads(), rule.topologyKey());
            boolean first = count.total == 0 && NodeFilter.allMatch(rule.workloads(), own);
            int domain = count.domains.of(node);
            if (domain == Domains.NOWHERE || (!first && count.in(domain) == 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean apart(NeighbourRequirements rules, int node) {
        for (NeighbourRule rule : rules.apart()) {
            Count count = counted(rule.workloads(), rule.topologyKey());
            if (count.in(count.domains.of(node)) > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean even(
            NeighbourRequirements rules, Map<String, String> own, int[] fewest, int node) {
        for (int i = 0; i < fewest.length; i++) {
            SpreadRule rule = rules.spread().get(i);
            Count count = counted(rule.workloads(), rule.topologyKey());
            int domain = count.domains.of(node);
            int itself = NodeFilter.allMatch(rule.workloads(), own) ? 1 : 0;
            if (domain == Domains.NOWHERE
                    || count.in(domain) + itself - fewest[i] > rule.maxSkew()) {
                return false;
            }
        }
        return true;
    }

    /** The smallest count over the places that have a candidate node. */
    private int fewest(SpreadRule rule, NodeBits candidates) {
        Count count = counted(rule.workloads(), rule.topologyKey());
        int fewest = Integer.MAX_VALUE;
        for (int node = candidates.next(0, null);
                node >= 0;
                node = candidates.next(node + 1, null)) {
            int domain = count.domains.of(node);
            if (domain != Domains.NOWHERE) {
                fewest = Math.min(fewest, count.in(domain));
            }
        }
        return fewest;
    }

    private Count counted(List<LabelRule> workloads, String topologyKey) {
        Counted rule = new Counted(workloads, topologyKey);
        Count known = byRule.get(rule);
        if (known != null) {
            return known;
        }
        Count fresh = new Count(rule, topology.domains(topologyKey));
        byRule.put(rule, fresh);
        counts.add(fresh);
        for (int node = 0; node < nodes.end(); node++) {
            for (int age = 0; age < ledger.count(node); age++) {
                int h = ledger.at(node, age);
                add(fresh, node, ledger.labels(h), 1);
            }
        }
        return fresh;
    }

    private static void add(Count count, int node, Map<String, String> labels, int sign) {
        if (!NodeFilter.allMatch(count.rule.workloads, labels)) {
            return;
        }
        count.total += sign;
        int domain = count.domains.of(node);
        if (domain == Domains.NOWHERE) {
            return;
        }
        if (domain >= count.byDomain.length) {
            count.byDomain = Arrays.copyOf(count.byDomain, (domain + 1) * 2);
        }
        count.byDomain[domain] += sign;
    }
}
