package dev.clawgateway.scheduler.fleet.search;

import dev.clawgateway.scheduler.fleet.index.GridIndex;
import dev.clawgateway.scheduler.fleet.index.Level;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.ledger.Choice;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.LinkTable;
import dev.clawgateway.scheduler.fleet.node.MigProfile;
import dev.clawgateway.scheduler.fleet.node.NodeTable;

/** The exact question: does this request fit on this node, and on which devices. */
public final class Fit {
    static final int NONE = -1;

    /** The part a device offers that is cut by MIG; no part level comes before it. */
    static final int CUT = 0;

    /** The part a device offers that nobody holds; comes after all part levels. */
    static final int UNTOUCHED = GridIndex.PART_LEVELS;

    private final NodeTable nodes;

    /** GPUs that are reported unhealthy count as if they were well. */
    private final boolean ifWell;

    public Fit(NodeTable nodes) {
        this(nodes, false);
    }

    private Fit(NodeTable nodes, boolean ifWell) {
        this.nodes = nodes;
        this.ifWell = ifWell;
    }

    /** The same question, were all GPUs well. */
    Fit ifWell() {
        return new Fit(nodes, true);
    }

    boolean host(Shape shape, FreeState state, int node) {
        return state.moreWorkloads(node) > 0
                && (shape.cpuMillis == 0 || state.cpuMillis(node) >= shape.cpuMillis)
                && (shape.memoryMib == 0 || state.memoryMib(node) >= shape.memoryMib);
    }

    /** The level in force on a node: the first of the chain that is met; {@link #NONE} for none. */
    int level(Shape shape, FreeState state, int node) {
        if (!host(shape, state, node)) {
            return NONE;
        }
        for (Level level : shape.chain) {
            if (met(level, state, node)) {
                return level.chainIndex;
            }
        }
        return NONE;
    }

    boolean met(Level level, FreeState state, int node) {
        if (level.count == 0) {
            return true;
        }
        long eligible = eligible(level, state, node);
        if (level.whole) {
            long free = state.takeableGpus(node) & eligible;
            return Long.bitCount(free) >= level.count
                    && (!level.linked || links(state, node).best(free, level.count) != 0);
        }
        return partsMet(level, state, node, eligible);
    }

    private boolean partsMet(Level level, FreeState state, int node, long eligible) {
        long fitting = 0;
        for (long left = eligible; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            if (partFits(level, state, node, position)) {
                fitting |= 1L << position;
            }
        }
        return Long.bitCount(fitting) >= level.count
                && (!level.linked || links(state, node).best(fitting, level.count) != 0);
    }

    /** Whether a device that offers this {@link #part} has what is asked for. */
    boolean partMet(Level level, FreeState state, int node, int part) {
        long offering = part == UNTOUCHED ? state.wholeGpus(node) : state.sharedGpus(node);
        for (long left = eligible(level, state, node) & offering; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            boolean offered = part == UNTOUCHED || part(state, node, position) == part;
            if (offered && partFits(level, state, node, position)) {
                return true;
            }
        }
        return false;
    }

    /** What a device in use offers: {@link #CUT}, or the level of its free part. */
    private static int part(FreeState state, int node, int position) {
        return state.migSlots(node, position) != 0
                ? CUT
                : GridIndex.partLevel(state.milli(node, position));
    }

    /** Whether one device has the part that is asked for. */
    boolean partFits(Level level, FreeState state, int node, int position) {
        int slots = state.migSlots(node, position);
        if (level.migProfile != null) {
            MigProfile profile = profile(level, state, node, position);
            int milli = state.milli(node, position);
            return (slots != 0 || milli == 1000)
                    && milli >= profile.milli()
                    && profile.place(slots) != 0;
        }
        return slots == 0
                && state.milli(node, position) >= level.milli
                && state.deviceMemory(node, position)
                        >= level.memoryOf(memoryOf(state, node, position));
    }

    /**
     * Enters the devices for a level that is met. Whole GPUs: the first in the node's order. Parts:
     * the fullest devices that fit, or the emptiest with {@code spread}.
     */
    void pick(Level level, FreeState state, int node, boolean spread, Choice into) {
        into.begin(node, level.chainIndex, level.migProfile);
        long eligible = eligible(level, state, node);
        if (level.count == 0) {
            return;
        } else if (level.whole) {
            pickWhole(level, state, node, eligible, into);
        } else {
            pickParts(level, state, node, eligible, spread, into);
        }
    }

    private void pickWhole(Level level, FreeState state, int node, long eligible, Choice into) {
        long free = state.takeableGpus(node) & eligible;
        long chosen = level.linked ? links(state, node).best(free, level.count) : free;
        for (int i = 0; i < level.count; i++) {
            int position = Long.numberOfTrailingZeros(chosen);
            chosen &= chosen - 1;
            into.add(position, 1000, memoryOf(state, node, position), 0);
        }
    }

    private void pickParts(
            Level level, FreeState state, int node, long eligible, boolean spread, Choice into) {
        long fitting = 0;
        for (long left = eligible; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            if (partFits(level, state, node, position)) {
                fitting |= 1L << position;
            }
        }
        if (level.linked) {
            fitting = links(state, node).best(fitting, level.count);
        }
        for (int i = 0; i < level.count; i++) {
            int position = extreme(state, node, fitting, spread);
            fitting &= ~(1L << position);
            addPart(level, state, node, position, into);
        }
    }

    /** Enters the part of one device that is asked for. */
    void addPart(Level level, FreeState state, int node, int position, Choice into) {
        if (level.migProfile == null) {
            into.add(position, level.milli, level.memoryOf(memoryOf(state, node, position)), 0);
        } else {
            MigProfile profile = profile(level, state, node, position);
            into.add(
                    position,
                    profile.milli(),
                    profile.memoryMib(),
                    profile.place(state.migSlots(node, position)));
        }
    }

    private static int extreme(FreeState state, int node, long positions, boolean most) {
        int best = NONE;
        for (long left = positions; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            int milli = state.milli(node, position);
            if (best == NONE
                    || (most ? milli > state.milli(node, best) : milli < state.milli(node, best))) {
                best = position;
            }
        }
        return best;
    }

    private int memoryOf(FreeState state, int node, int position) {
        return state.classOf(node).memoryMib[position];
    }

    private LinkTable links(FreeState state, int node) {
        return state.classOf(node).links;
    }

    private MigProfile profile(Level level, FreeState state, int node, int position) {
        return ifWell
                ? level.profileIfFit(nodes, node, position)
                : level.profile(state.classOf(node), position);
    }

    private long eligible(Level level, FreeState state, int node) {
        if (ifWell && state.classOf(node).unfit != 0) {
            return level.eligibleIfFit(nodes, node);
        }
        return level.byClass() ? level.eligible(state.classOf(node)) : level.eligible(nodes, node);
    }
}
