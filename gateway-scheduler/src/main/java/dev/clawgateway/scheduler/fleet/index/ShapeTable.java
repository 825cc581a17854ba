package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.ledger.NeighbourCounts;
import dev.clawgateway.scheduler.policy.Policies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shapes by number, and the node filters they share. */
public final class ShapeTable {
    private final Policies policies;
    private final NeighbourCounts neighbours;
    private final NodeBits.Pool pool;
    private final Map<Shape.Key, Shape> byKey = new HashMap<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final Map<FilterKey, NodeFilter> filters = new HashMap<>();

    private record FilterKey(
            NodeRequirements requirements, Map<String, String> clusterLabels, boolean process) {}

    public ShapeTable(Policies policies, NeighbourCounts neighbours, NodeBits.Pool pool) {
        this.neighbours = neighbours;
        this.policies = policies;
        this.pool = pool;
    }

    public Shape shape(int id) {
        return shapes.get(id);
    }

    int size() {
        return shapes.size();
    }

    public Policies policies() {
        return policies;
    }

    /**
     * Everything about a spec that matters for where it can run; equal requests have the same.
     * Throws {@link IllegalArgumentException} for a policy nobody knows and for a chain of over 256
     * fallbacks. More than {@link Integer#MAX_VALUE} thousandths of a core or MiB of host memory
     * fit nowhere.
     */
    public Shape intern(WorkloadSpec spec) {
        return intern(spec, Map.of());
    }

    /** The same where it may only run on nodes with these labels. */
    public Shape intern(WorkloadSpec spec, Map<String, String> clusterLabels) {
        return intern(Shape.Key.of(spec, clusterLabels));
    }

    public Shape intern(Shape.Key key) {
        Shape known = byKey.get(key);
        return known != null ? known : enter(key);
    }

    /** The one it names, else the default; what reserves nothing is spread unless it names one. */
    private int policy(Shape.Key key) {
        return key.policy() == null && key.reservesNothing()
                ? Policies.FEWEST_WORKLOADS
                : policies.number(key.policy());
    }

    private Shape enter(Shape.Key key) {
        int policy = policy(key);
        if (policy < 0) {
            throw new IllegalArgumentException(
                    "scheduling.policy: unknown policy '"
                            + key.policy()
                            + "'; known: "
                            + policies.names());
        }
        NodeFilter filter =
                filters.computeIfAbsent(
                        new FilterKey(key.node(), key.clusterLabels(), key.process()),
                        asked ->
                                new NodeFilter(
                                        asked.requirements,
                                        asked.clusterLabels,
                                        asked.process,
                                        pool));
        Shape shape = new Shape(shapes.size(), key, policy, filter);
        shapes.add(shape);
        neighbours.watch(key.neighbours());
        byKey.put(key, shape);
        return shape;
    }
}
