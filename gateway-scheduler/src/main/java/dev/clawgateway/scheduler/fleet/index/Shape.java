package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.NeighbourRequirements;
import dev.clawgateway.core.workload.NodeRequirements;
import dev.clawgateway.core.workload.SchedulingRequirements;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.scheduler.fleet.ledger.Ledger;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a workload that matters for where it can run. Equal requests share one shape,
 * and with it every cached answer.
 */
public final class Shape {
    /**
     * What makes two requests equal. Labels count only where rules about neighbours may see them.
     */
    public record Key(
            long cpuMillis,
            long memoryMib,
            GpuRequirement gpu,
            NodeRequirements node,
            NeighbourRequirements neighbours,
            Map<String, String> labels,
            @Nullable String policy,
            boolean process,
            Map<String, String> clusterLabels) {
        /** The policies have nothing to go by: no node is the fuller for it. */
        public boolean reservesNothing() {
            return cpuMillis == 0 && memoryMib == 0 && gpu.count() == 0;
        }

        /** The same GPUs and nothing else, so that it fits wherever this fits. */
        public Key gpusAlone() {
            NodeRequirements none = NodeRequirements.NONE;
            return new Key(
                    0,
                    0,
                    gpu,
                    new NodeRequirements(
                            none.selector(),
                            none.required(),
                            none.preferred(),
                            none.conditions(),
                            node.tolerations()),
                    NeighbourRequirements.NONE,
                    Map.of(),
                    null,
                    process,
                    Map.of());
        }

        /** Of what may only run on nodes with these labels. */
        public static Key of(WorkloadSpec spec, Map<String, String> clusterLabels) {
            SchedulingRequirements scheduling = spec.scheduling();
            boolean seesNeighbours = !scheduling.neighbours().equals(NeighbourRequirements.NONE);
            return new Key(
                    spec.cpuMillis(),
                    spec.memoryMib(),
                    spec.gpuRequirement(),
                    scheduling.node(),
                    scheduling.neighbours(),
                    seesNeighbours ? spec.labels() : Map.of(),
                    scheduling.policy(),
                    spec.runsAsProcess(),
                    clusterLabels);
        }
    }

    /** More than the ledger can write down of one holding: fits nowhere. */
    private static final long TOO_MUCH = Long.MAX_VALUE;

    public final int id;
    public final Key key;
    public final long cpuMillis;
    public final long memoryMib;

    /** In the order of the chain as written. */
    public final Level[] chain;

    /** The same levels, best priority first. */
    public final Level[] ranked;

    /** Number of the policy it goes by. */
    public final int policy;

    public final NodeFilter filter;
    public final boolean seesNeighbours;

    private int[] suitable = new int[0];
    private int judged;

    /** Until which hint a search is known to find nothing; see {@code Finder.hint}. */
    public long refusedAt = -1;

    Shape(int id, Key key, int policy, NodeFilter filter) {
        this.id = id;
        this.key = key;
        this.cpuMillis = key.cpuMillis() > Integer.MAX_VALUE ? TOO_MUCH : key.cpuMillis();
        this.memoryMib = key.memoryMib() > Integer.MAX_VALUE ? TOO_MUCH : key.memoryMib();
        this.policy = policy;
        this.filter = filter;
        this.seesNeighbours = !key.neighbours().equals(NeighbourRequirements.NONE);
        List<Level> levels = new ArrayList<>();
        GpuRequirement requirement = key.gpu();
        while (requirement != null) {
            if (levels.size() == Ledger.MAX_LEVELS) {
                throw new IllegalArgumentException(
                        "a GPU requirement has at most "
                                + Ledger.MAX_LEVELS
                                + " levels of fallback");
            }
            levels.add(new Level(requirement, levels.size()));
            requirement = requirement.fallback();
        }
        this.chain = levels.toArray(Level[]::new);
        levels.sort(
                Comparator.comparingInt((Level level) -> -level.requirement.priority())
                        .thenComparingInt(level -> level.chainIndex));
        this.ranked = levels.toArray(Level[]::new);
    }

    /** Whether the class of a node says all about its GPUs. */
    public boolean byClass() {
        for (Level level : chain) {
            if (!level.byClass()) {
                return false;
            }
        }
        return true;
    }

    /** Thousandths of GPUs that the first choice takes; of slices the most it may. */
    public long neededGpuMillis(List<NodeClass> classes) {
        Level first = chain[0];
        if (first.migProfile == null) {
            return (long) first.count * first.milli;
        }
        int most = 0;
        for (NodeClass nodeClass : classes) {
            for (long left = first.eligible(nodeClass); left != 0; left &= left - 1) {
                int position = Long.numberOfTrailingZeros(left);
                most = Math.max(most, first.profile(nodeClass, position).milli());
            }
        }
        return (long) first.count * most;
    }

    /** Whether it would rather meet this level than the other. */
    public boolean prefers(Level level, Level other) {
        int byPriority =
                Integer.compare(level.requirement.priority(), other.requirement.priority());
        return byPriority > 0 || (byPriority == 0 && level.chainIndex < other.chainIndex);
    }

    /**
     * Numbers of the classes that could hold it when empty, by their GPUs alone.
     *
     * @param classes all there are; they only become more
     */
    public int[] suitable(List<NodeClass> classes) {
        while (judged < classes.size()) {
            NodeClass nodeClass = classes.get(judged++);
            if (suits(nodeClass)) {
                suitable = Arrays.copyOf(suitable, suitable.length + 1);
                suitable[suitable.length - 1] = nodeClass.id;
            }
        }
        return suitable;
    }

    private boolean suits(NodeClass nodeClass) {
        for (Level level : chain) {
            if (Long.bitCount(level.eligible(nodeClass)) >= level.count) {
                return true;
            }
        }
        return false;
    }
}
