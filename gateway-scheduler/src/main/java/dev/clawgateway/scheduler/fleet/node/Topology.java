package dev.clawgateway.scheduler.fleet.node;

import dev.clawgateway.core.placement.SchedulableNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The divisions of the fleet that somebody has asked about, by node label. */
public final class Topology {
    private static final String PREFIX = "topology/";

    private final NodeTable nodes;
    private final SortedSet<String> topologyKeys = new TreeSet<>();
    private final Map<String, Domains> byKey = new LinkedHashMap<>();

    public Topology(NodeTable nodes) {
        this.nodes = nodes;
    }

    public Domains domains(String key) {
        return byKey.computeIfAbsent(key, this::build);
    }

    /**
     * The divisions that labels named {@code topology/...} make, the finest first, by name among
     * equals.
     */
    public List<Domains> closestFirst() {
        for (String key : topologyKeys) {
            domains(key);
        }
        return topologyKeys.stream()
                .map(this::domains)
                .sorted(Comparator.comparingInt(domains -> -domains.used()))
                .toList();
    }

    public void update(int number, SchedulableNode node) {
        for (String key : node.labels().keySet()) {
            if (key.startsWith(PREFIX)) {
                topologyKeys.add(key);
            }
        }
        for (Domains domains : byKey.values()) {
            domains.update(number, node);
        }
    }

    /** The node is gone. */
    public void remove(int number) {
        for (Domains domains : byKey.values()) {
            domains.remove(number);
        }
    }

    private Domains build(String key) {
        Domains domains = new Domains(key);
        for (int node = 0; node < nodes.end(); node++) {
            if (nodes.exists(node)) {
                domains.update(node, nodes.node(node));
            }
        }
        return domains;
    }
}
