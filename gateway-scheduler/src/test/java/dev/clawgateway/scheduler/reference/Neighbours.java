package dev.clawgateway.scheduler.reference;

import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.LabelRule;
import dev.clawgateway.core.workload.NeighbourRule;
import dev.clawgateway.core.workload.SpreadRule;
import dev.clawgateway.core.workload.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules about where other workloads are. Places are the values of a node label. */
record Neighbours(Ledger ledger) {
    boolean agree(WorkloadSpec spec, SchedulableNode node) {
        var rules = spec.scheduling().neighbours();
        return rules.near().stream().allMatch(rule -> near(rule, spec, node))
                && rules.apart().stream().noneMatch(rule -> count(rule, node) > 0)
                && rules.spread().stream().allMatch(rule -> even(rule, spec, node));
    }

    /** The first of a group that wants to be near its own kind may go anywhere. */
    private boolean near(NeighbourRule rule, WorkloadSpec spec, SchedulableNode node) {
        if (place(node, rule.topologyKey()) == null) {
            return false;
        }
        boolean first =
                matches(rule.workloads(), spec.labels())
                        && ledger.holdings().stream()
                                .noneMatch(h -> matches(rule.workloads(), h.spec().labels()));
        return first || count(rule, node) > 0;
    }

    private long count(NeighbourRule rule, SchedulableNode node) {
        String here = place(node, rule.topologyKey());
        return here == null ? 0 : count(rule.workloads(), rule.topologyKey(), here);
    }

    /** Places count where some node passes the workload's own requirements. */
    private boolean even(SpreadRule rule, WorkloadSpec spec, SchedulableNode node) {
        String here = place(node, rule.topologyKey());
        if (here == null) {
            return false;
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        for (SchedulableNode other : ledger.nodes()) {
            String place = place(other, rule.topologyKey());
            if (place != null
                    && ledger.inCluster(spec, other)
                    && NodeCheck.unsuitable(spec, other) == null) {
                counts.put(place, count(rule.workloads(), rule.topologyKey(), place));
            }
        }
        long itself = matches(rule.workloads(), spec.labels()) ? 1 : 0;
        long emptiest = counts.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return Objects.requireNonNullElse(counts.get(here), 0L) + itself - emptiest
                <= rule.maxSkew();
    }

    private long count(List<LabelRule> rules, String key, String place) {
        return ledger.nodes().stream()
                .filter(node -> place.equals(place(node, key)))
                .flatMap(node -> ledger.on(node).stream())
                .filter(holding -> matches(rules, holding.spec().labels()))
                .count();
    }

    static boolean matches(List<LabelRule> rules, Map<String, String> labels) {
        return rules.stream().allMatch(rule -> rule.matches(labels));
    }

    static @Nullable String place(SchedulableNode node, String key) {
        return key.equals(NeighbourRule.NODE) ? node.id().toString() : node.labels().get(key);
    }
}
