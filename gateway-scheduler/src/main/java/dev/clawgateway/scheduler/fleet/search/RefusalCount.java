package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.index.Follower;
import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes by first failing check, for one shape. Kept, and brought up to date by what changed
 * since: ten thousand equal workloads that wait share one count.
 */
final class RefusalCount {
    private static final RefusalReason[] REASONS = RefusalReason.values();
    private static final Map<RefusalReason, Byte> NUMBERS = numbers();
    private static final byte FITS = (byte) REASONS.length;

    /** From here on a node has what it takes, only not free. */
    private static final byte FIRST_MISS = number(RefusalReason.GPU_TOPOLOGY);

    private static final byte ABSENT = -1;

    private final Shape shape;
    private final NodeTable nodes;
    private final FreeState state;
    private final Fit fit;

    private final int[] byReason = new int[REASONS.length + 1];
    private byte[] reasonOf = new byte[0];
    private byte[] everOf = new byte[0];
    private int ever;
    private final Follower follower = new Follower();
    private long madeAt = -1;
    private @Nullable RefusalSummary made;

    RefusalCount(Shape shape, NodeTable nodes, FreeState state, Fit fit) {
        this.shape = shape;
        this.nodes = nodes;
        this.state = state;
        this.fit = fit;
    }

    /**
     * The count now. {@code allowed} are the nodes that rules about neighbours allow; null for all.
     */
    RefusalSummary read(ChangeLog log, @Nullable NodeBits allowed) {
        if (made != null && madeAt == log.head()) {
            return made;
        }
        refresh(log);
        made = make(allowed);
        madeAt = log.head();
        return made;
    }

    /** The same, without a trace and without the nearest miss. */
    RefusalSummary once(@Nullable NodeBits allowed) {
        int[] counts = new int[REASONS.length + 1];
        boolean everHere = false;
        for (int node = 0; node < nodes.end(); node++) {
            if (nodes.exists(node)) {
                RefusalReason reason = reason(node);
                if (reason == null && allowed != null && !allowed.contains(node)) {
                    reason = RefusalReason.NEIGHBOURS;
                }
                counts[reason == null ? FITS : number(reason)]++;
                everHere = everHere || couldEver(node);
            }
        }
        return new RefusalSummary(refusals(counts), counts[FITS], nodes.size(), everHere, null);
    }

    private static byte number(RefusalReason reason) {
        return NUMBERS.getOrDefault(reason, (byte) 0);
    }

    private static Map<RefusalReason, Byte> numbers() {
        Map<RefusalReason, Byte> numbers = new EnumMap<>(RefusalReason.class);
        for (RefusalReason reason : REASONS) {
            numbers.put(reason, (byte) numbers.size());
        }
        return numbers;
    }

    private void refresh(ChangeLog log) {
        if (nodes.end() > reasonOf.length) {
            int before = reasonOf.length;
            int size = Math.max(nodes.end(), before * 2);
            reasonOf = Arrays.copyOf(reasonOf, size);
            Arrays.fill(reasonOf, before, size, ABSENT);
            everOf = Arrays.copyOf(everOf, size);
        }
        follower.begin(log, nodes.end());
        for (int node = follower.next(log); node >= 0; node = follower.next(log)) {
            update(node);
        }
    }

    private void update(int node) {
        if (reasonOf[node] != ABSENT) {
            byReason[reasonOf[node]]--;
            ever -= everOf[node];
        }
        if (!nodes.exists(node)) {
            reasonOf[node] = ABSENT;
            return;
        }
        RefusalReason reason = reason(node);
        reasonOf[node] = reason == null ? FITS : number(reason);
        everOf[node] = (byte) (couldEver(node) ? 1 : 0);
        byReason[reasonOf[node]]++;
        ever += everOf[node];
    }

    /** The first check a node fails, rules about neighbours aside; null when it fits. */
    @Nullable RefusalReason reason(int node) {
        SchedulableNode known = nodes.node(node);
        switch (known.availability()) {
            case DISCONNECTED -> {
                return RefusalReason.DISCONNECTED;
            }
            case DRAINING -> {
                return RefusalReason.DRAINING;
            }
            case MAINTENANCE -> {
                return RefusalReason.MAINTENANCE_WINDOW;
            }
            case DEGRADED -> {
                return RefusalReason.DEGRADED;
            }
            case CORDONED -> {
                return RefusalReason.CORDONED;
            }
            case AVOIDED -> {
                return RefusalReason.AVOIDED;
            }
            case OPEN -> {}
        }
        if (!shape.filter.inCluster(known)) {
            return RefusalReason.CLUSTER_SELECTOR;
        } else if (!shape.filter.labelsMatch(known)) {
            return RefusalReason.LABELS;
        } else if (!shape.filter.taintsTolerated(known)) {
            return RefusalReason.TAINTS;
        } else if (!shape.filter.conditionsMet(known)) {
            return RefusalReason.CONDITIONS;
        } else if (!shape.filter.runsThisKind(known)) {
            return shape.filter.otherKind();
        }
        RefusalReason capacity = capacity(node, known);
        return capacity != null ? capacity : busy(node);
    }

    private @Nullable RefusalReason capacity(int node, SchedulableNode known) {
        boolean model = false;
        boolean enough = false;
        boolean unlaid = false;
        boolean ill = false;
        for (Level level : shape.chain) {
            int eligible = Long.bitCount(level.eligible(nodes, node));
            model |= level.count == 0 || eligible > 0;
            enough |= eligible >= level.count;
            ill |= nodes.classOf(node).unfit != 0 && enoughIfFit(level, node);
            unlaid |= eligible == 0 && level.lacksLayout(nodes, node);
        }
        if (!enough && ill) {
            return RefusalReason.GPU_UNHEALTHY;
        } else if (!model) {
            RefusalReason unsuitable = unlaid ? RefusalReason.MIG_LAYOUT : RefusalReason.GPU_MODEL;
            return ownChoice(node, known) ? RefusalReason.OWN_CHOICE : unsuitable;
        } else if (!enough) {
            return RefusalReason.GPU_CAPACITY;
        } else if (known.capacity().cpuMillis() < shape.cpuMillis) {
            return RefusalReason.CPU_CAPACITY;
        } else if (known.capacity().memoryMib() < shape.memoryMib) {
            return RefusalReason.MEMORY_CAPACITY;
        }
        return null;
    }

    private boolean enoughIfFit(Level level, int node) {
        return Long.bitCount(level.eligibleIfFit(nodes, node)) >= level.count;
    }

    /** Whether some of its devices would do, were they not for the node to pick. */
    private boolean ownChoice(int node, SchedulableNode known) {
        boolean accepts = false;
        for (Level level : shape.chain) {
            accepts |= level.accepted(known, nodes.classOf(node)) != 0;
        }
        return accepts && known.capacity().devices().byNode();
    }

    private @Nullable RefusalReason busy(int node) {
        boolean met = false;
        boolean unlinked = false;
        for (Level level : shape.chain) {
            met |= fit.met(level, state, node);
            unlinked |=
                    level.linked
                            && Long.bitCount(state.takeableGpus(node) & level.eligible(nodes, node))
                                    >= level.count;
        }
        if (!met) {
            return unlinked ? RefusalReason.GPU_TOPOLOGY : RefusalReason.GPU_BUSY;
        } else if (shape.cpuMillis > 0 && state.cpuMillis(node) < shape.cpuMillis) {
            return RefusalReason.CPU_BUSY;
        } else if (shape.memoryMib > 0 && state.memoryMib(node) < shape.memoryMib) {
            return RefusalReason.MEMORY_BUSY;
        } else if (state.moreWorkloads(node) <= 0) {
            return RefusalReason.MOST_WORKLOADS;
        }
        return null;
    }

    /** Whether it would do if it were empty and all that operators and nodes may change suited. */
    private boolean couldEver(int node) {
        SchedulableNode known = nodes.node(node);
        RefusalReason capacity = capacity(node, known);
        return shape.filter.runsThisKind(known)
                && (capacity == null
                        || (capacity == RefusalReason.GPU_UNHEALTHY && hostSuffices(known)))
                && linkable(node);
    }

    private boolean hostSuffices(SchedulableNode known) {
        return known.capacity().cpuMillis() >= shape.cpuMillis
                && known.capacity().memoryMib() >= shape.memoryMib;
    }

    private boolean linkable(int node) {
        for (Level level : shape.chain) {
            long eligible =
                    nodes.classOf(node).unfit == 0
                            ? level.eligible(nodes, node)
                            : level.eligibleIfFit(nodes, node);
            if (Long.bitCount(eligible) >= level.count
                    && (!level.linked
                            || nodes.classOf(node).links.best(eligible, level.count) != 0)) {
                return true;
            }
        }
        return false;
    }

    private RefusalSummary make(@Nullable NodeBits allowed) {
        int[] counts = byReason.clone();
        if (allowed != null) {
            for (int node = 0; node < nodes.end(); node++) {
                if (reasonOf[node] == FITS && !allowed.contains(node)) {
                    counts[FITS]--;
                    counts[number(RefusalReason.NEIGHBOURS)]++;
                }
            }
        }
        return new RefusalSummary(
                refusals(counts), counts[FITS], nodes.size(), ever > 0, nearestMiss());
    }

    private static List<Refusal> refusals(int[] counts) {
        List<Refusal> refusals = new ArrayList<>();
        for (RefusalReason reason : REASONS) {
            if (counts[number(reason)] > 0) {
                refusals.add(new Refusal(reason, counts[number(reason)]));
            }
        }
        refusals.sort(Comparator.comparingInt(refusal -> -refusal.nodes()));
        return refusals;
    }

    /** Among nodes that fail only for want of GPUs, CPU or memory, the one with the most of it. */
    private @Nullable String nearestMiss() {
        int best = -1;
        long bestRank = -1;
        for (int node = 0; node < nodes.end(); node++) {
            byte reason = reasonOf[node];
            if (reason >= FIRST_MISS && reason < FITS) {
                long rank = ((long) reason << 32) + Math.max(0, has(node, REASONS[reason]));
                if (rank > bestRank) {
                    best = node;
                    bestRank = rank;
                }
            }
        }
        return best < 0 ? remark() : words(best, REASONS[reasonOf[best]]);
    }

    /** Where no node comes near: why the first of those that could is not available. */
    private @Nullable String remark() {
        for (int node = 0; node < nodes.end(); node++) {
            boolean could = reasonOf[node] != ABSENT && everOf[node] == 1;
            String remark = could ? nodes.node(node).remark() : null;
            if (remark != null) {
                return nodes.node(node).name() + ": " + remark;
            }
        }
        return null;
    }

    private long has(int node, RefusalReason reason) {
        if (reason == RefusalReason.CPU_BUSY) {
            return Math.min(state.cpuMillis(node), Integer.MAX_VALUE);
        } else if (reason == RefusalReason.MEMORY_BUSY) {
            return Math.min(state.memoryMib(node), Integer.MAX_VALUE);
        }
        return freeGpus(node);
    }

    /** Most devices free for any level of the request. */
    private int freeGpus(int node) {
        int most = 0;
        for (Level level : shape.chain) {
            long eligible = level.eligible(nodes, node);
            int free = 0;
            for (long left = eligible; left != 0; left &= left - 1) {
                int position = Long.numberOfTrailingZeros(left);
                boolean fits =
                        level.whole
                                ? (state.takeableGpus(node) & (1L << position)) != 0
                                : fit.partFits(level, state, node, position);
                free += fits ? 1 : 0;
            }
            most = Math.max(most, free);
        }
        return most;
    }

    private String words(int node, RefusalReason reason) {
        String name = nodes.node(node).name();
        if (reason == RefusalReason.CPU_BUSY) {
            return "%s cores free on %s, needs %s"
                    .formatted(cores(state.cpuMillis(node)), name, cores(shape.cpuMillis));
        } else if (reason == RefusalReason.MEMORY_BUSY) {
            return "%d MiB free on %s, needs %d"
                    .formatted(state.memoryMib(node), name, shape.memoryMib);
        } else if (reason == RefusalReason.MOST_WORKLOADS) {
            return "%s runs %d workloads, its most".formatted(name, nodes.maxWorkloads());
        }
        return "%d free on %s, needs %d".formatted(freeGpus(node), name, shape.chain[0].count);
    }

    private static String cores(long millis) {
        return millis % 1000 == 0
                ? Long.toString(millis / 1000)
                : String.format(java.util.Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
