package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.scheduler.fleet.node.Domains;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import dev.clawgateway.scheduler.fleet.node.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many workloads that somebody has a rule about run in each place. Costs nothing while no rule
 * is in use.
 */
public final class NeighbourCounts {
    private record Counted(List<LabelRule> workloads, String topologyKey) {}

    /** The workloads that some rules pick, by place. */
    public static final class Count {
        private final Counted rule;
        private final Domains domains;
        private int[] byDomain = new int[0];
        private int total;

        private Count(Counted rule, Domains domains) {
            this.rule = rule;
            this.domains = domains;
        }

        public int in(int domain) {
            return domain >= 0 && domain < byDomain.length ? byDomain[domain] : 0;
        }

        public int total() {
            return total;
        }

        /** The place a node is in; {@link Domains#NOWHERE} for none. */
        public int domain(int node) {
            return domains.of(node);
        }
    }

    private final NodeTable nodes;
    private final Ledger ledger;
    private final Topology topology;
    private final Map<Counted, Count> byRule = new HashMap<>();
    private final List<Count> counts = new ArrayList<>();

    NeighbourCounts(NodeTable nodes, Ledger ledger, Topology topology) {
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
    public void watch(NeighbourRequirements requirements) {
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

    /** The count that a rule asks about; kept from the first time on. */
    public Count counted(List<LabelRule> workloads, String topologyKey) {
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
        if (!LabelRule.allMatch(count.rule.workloads, labels)) {
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
