package dev.clawgateway.scheduler.fleet;

/** The exact question: does this request fit on this node, and on which devices. */
final class Fit {
    static final int NONE = -1;

    /** The part a device offers that is cut by MIG; no part level comes before it. */
    static final int CUT = 0;

    /** The part a device offers that nobody holds; comes after all part levels. */
    static final int UNTOUCHED = GridIndex.PART_LEVELS;

    private final NodeTable nodes;

    Fit(NodeTable nodes) {
        this.nodes = nodes;
    }

    boolean host(Shape shape, FreeState state, int node) {
        return (shape.cpuMillis == 0 || state.cpuMillis(node) >= shape.cpuMillis)
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
        long eligible = level.eligible(nodes, node);
        if (level.whole) {
            long free = state.wholeGpus(node) & eligible;
            return Long.bitCount(free) >= level.count
                    && (!level.linked || links(node).best(free, level.count) != 0);
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
                && (!level.linked || links(node).best(fitting, level.count) != 0);
    }

    /** Whether a device that offers this {@link #part} has what is asked for. */
    boolean partMet(Level level, FreeState state, int node, int part) {
        int base = nodes.deviceBase(node);
        for (long left = level.eligible(nodes, node); left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            if (part(state, base + position) == part && partFits(level, state, node, position)) {
                return true;
            }
        }
        return false;
    }

    /** What a device offers: {@link #CUT}, the level of its free part, or {@link #UNTOUCHED}. */
    private static int part(FreeState state, int device) {
        return state.migSlots(device) != 0 ? CUT : GridIndex.partLevel(state.milli(device));
    }

    /** Whether one device has the part that is asked for. */
    boolean partFits(Level level, FreeState state, int node, int position) {
        int device = nodes.deviceBase(node) + position;
        int slots = state.migSlots(device);
        if (level.migProfile != null) {
            MigProfile profile = level.profile(nodes.classOf(node), position);
            return (slots != 0 || state.milli(device) == 1000)
                    && state.milli(device) >= profile.milli()
                    && profile.place(slots) != 0;
        }
        return slots == 0
                && state.milli(device) >= level.milli
                && state.deviceMemory(device) >= level.memoryOf(memoryOf(node, position));
    }

    /**
     * Enters the devices for a level that is met. Whole GPUs: the first in the node's order. Parts:
     * the fullest devices that fit, or the emptiest with {@code spread}.
     */
    void pick(Level level, FreeState state, int node, boolean spread, Choice into) {
        into.node = node;
        into.level = level.chainIndex;
        into.gpus = 0;
        long eligible = level.eligible(nodes, node);
        if (level.count == 0) {
            return;
        } else if (level.whole) {
            pickWhole(level, state, node, eligible, into);
        } else {
            pickParts(level, state, node, eligible, spread, into);
        }
    }

    private void pickWhole(Level level, FreeState state, int node, long eligible, Choice into) {
        long free = state.wholeGpus(node) & eligible;
        long chosen = level.linked ? links(node).best(free, level.count) : free;
        for (int i = 0; i < level.count; i++) {
            int position = Long.numberOfTrailingZeros(chosen);
            chosen &= chosen - 1;
            into.add(position, 1000, memoryOf(node, position), 0);
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
            fitting = links(node).best(fitting, level.count);
        }
        for (int i = 0; i < level.count; i++) {
            int position = extreme(state, nodes.deviceBase(node), fitting, spread);
            fitting &= ~(1L << position);
            addPart(level, state, node, position, into);
        }
    }

    /** Enters the part of one device that is asked for. */
    void addPart(Level level, FreeState state, int node, int position, Choice into) {
        int device = nodes.deviceBase(node) + position;
        if (level.migProfile == null) {
            into.add(position, level.milli, level.memoryOf(memoryOf(node, position)), 0);
        } else {
            MigProfile profile = level.profile(nodes.classOf(node), position);
            into.add(
                    position,
                    profile.milli(),
                    profile.memoryMib(),
                    profile.place(state.migSlots(device)));
        }
    }

    private static int extreme(FreeState state, int base, long positions, boolean most) {
        int best = NONE;
        for (long left = positions; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            int milli = state.milli(base + position);
            if (best == NONE
                    || (most
                            ? milli > state.milli(base + best)
                            : milli < state.milli(base + best))) {
                best = position;
            }
        }
        return best;
    }

    private int memoryOf(int node, int position) {
        return nodes.classOf(node).memoryMib[position];
    }

    private LinkTable links(int node) {
        return nodes.classOf(node).links;
    }
}
