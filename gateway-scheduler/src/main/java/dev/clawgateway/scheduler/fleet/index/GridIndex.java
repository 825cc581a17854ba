package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.scheduler.fleet.ledger.ChangeLog;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Open nodes by (class, free whole GPUs) and by (class, free part of a shared GPU), each split by
 * free CPU and memory. Catches up by the change log when it is asked.
 *
 * <p>Keys of a class with G GPUs: 0 to G for the number of free whole GPUs, then {@link
 * #PART_LEVELS} for the free parts a node has to offer (a node is under each of them), then one for
 * nodes with a GPU that is cut by MIG.
 */
public final class GridIndex {
    public static final int PART_LEVELS = 20;
    private static final int PART_MILLI = 1000 / PART_LEVELS;

    /** The place of a node that is nowhere; what a state says of nodes it has not seen. */
    private static final long ABSENT = 0;

    private static final long PRESENT = 1L << 62;

    private final NodeTable nodes;
    private final FreeState state;
    private final NodeBits.Pool pool;
    private final List<Grid> grids = new ArrayList<>();

    /** By grid. One array, since a search looks at many grids and most are empty. */
    private long[] nonEmpty = new long[0];

    private int[] baseOfClass = new int[0];

    private final Follower follower = new Follower();

    public GridIndex(NodeTable nodes, FreeState state, NodeBits.Pool pool) {
        this.nodes = nodes;
        this.state = state;
        this.pool = pool;
    }

    static int keys(NodeClass nodeClass) {
        return nodeClass.count + 1 + PART_LEVELS + 1;
    }

    /** All of a device in use may be free of which memory alone is kept: no more than the last. */
    public static int partLevel(int milli) {
        return Math.min(milli / PART_MILLI, PART_LEVELS - 1);
    }

    public int base(int classId) {
        return baseOfClass[classId];
    }

    /** Mask of the cells of a grid that have nodes. */
    public long nonEmpty(int grid) {
        return nonEmpty[grid];
    }

    public Grid grid(int number) {
        return grids.get(number);
    }

    /** Takes in every change since the last call. */
    public void refresh(ChangeLog log) {
        if (follower.current(log)) {
            return;
        }
        ensure();
        follower.begin(log, nodes.end());
        for (int node = follower.next(log); node >= 0; node = follower.next(log)) {
            update(node);
        }
    }

    private void update(int node) {
        if (!nodes.open(node) || state.moreWorkloads(node) <= 0) {
            takeOut(node);
            return;
        }
        NodeClass nodeClass = state.classOf(node);
        int cell = HostLevels.cell(state.cpuMillis(node), state.memoryMib(node));
        int whole = Long.bitCount(state.takeableGpus(node));
        int parts = parts(node);
        long before = state.place(node);
        long after = word(nodeClass.id, cell, whole, parts);
        if (before == after) {
            return;
        } else if (before != ABSENT && classIn(before) == nodeClass.id && cellIn(before) == cell) {
            moveWithinCell(node, nodeClass, cell, before, after);
        } else {
            takeOut(node);
            putIn(node, nodeClass, after);
        }
        state.setPlace(node, after);
    }

    /** Class, parts (21 bits), cell (6 bits) and free whole GPUs (7 bits) in one word. */
    private static long word(int nodeClass, int cell, int whole, int parts) {
        return PRESENT
                | ((long) nodeClass << 34)
                | ((long) parts << 13)
                | ((long) cell << 7)
                | whole;
    }

    private static int classIn(long word) {
        return (int) (word >>> 34) & 0x0fff_ffff;
    }

    private static int partsIn(long word) {
        return (int) (word >>> 13) & 0x1f_ffff;
    }

    private static int cellIn(long word) {
        return (int) (word >>> 7) & (HostLevels.CELLS - 1);
    }

    private static int wholeIn(long word) {
        return (int) word & 0x7f;
    }

    private void moveWithinCell(int node, NodeClass nodeClass, int cell, long before, long after) {
        int base = baseOfClass[nodeClass.id];
        if (wholeIn(before) != wholeIn(after)) {
            remove(base + wholeIn(before), cell, node);
            add(base + wholeIn(after), cell, node);
        }
        int firstPart = base + nodeClass.count + 1;
        int had = partsIn(before);
        int has = partsIn(after);
        for (int gone = had & ~has; gone != 0; gone &= gone - 1) {
            remove(firstPart + Integer.numberOfTrailingZeros(gone), cell, node);
        }
        for (int come = has & ~had; come != 0; come &= come - 1) {
            add(firstPart + Integer.numberOfTrailingZeros(come), cell, node);
        }
    }

    private void putIn(int node, NodeClass nodeClass, long place) {
        int base = baseOfClass[nodeClass.id];
        add(base + wholeIn(place), cellIn(place), node);
        int firstPart = base + nodeClass.count + 1;
        for (int left = partsIn(place); left != 0; left &= left - 1) {
            add(firstPart + Integer.numberOfTrailingZeros(left), cellIn(place), node);
        }
    }

    private void takeOut(int node) {
        long place = state.place(node);
        if (place == ABSENT) {
            return;
        }
        NodeClass nodeClass = nodes.nodeClass(classIn(place));
        int base = baseOfClass[nodeClass.id];
        remove(base + wholeIn(place), cellIn(place), node);
        int firstPart = base + nodeClass.count + 1;
        for (int left = partsIn(place); left != 0; left &= left - 1) {
            remove(firstPart + Integer.numberOfTrailingZeros(left), cellIn(place), node);
        }
        state.setPlace(node, ABSENT);
    }

    private void add(int grid, int cell, int node) {
        if (grids.get(grid).add(cell, node)) {
            nonEmpty[grid] |= 1L << cell;
        }
    }

    private void remove(int grid, int cell, int node) {
        if (grids.get(grid).remove(cell, node)) {
            nonEmpty[grid] &= ~(1L << cell);
        }
    }

    /** Mask of the part levels a node has, and of "some GPU is cut". */
    private int parts(int node) {
        int parts = 0;
        for (long left = state.sharedGpus(node); left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            int milli = state.milli(node, position);
            if (state.migSlots(node, position) != 0) {
                parts |= 1 << PART_LEVELS;
            } else if (milli > 0) {
                parts |= 1 << partLevel(milli);
            }
        }
        return parts;
    }

    private void ensure() {
        int classes = nodes.classes().size();
        for (int id = baseOfClass.length; id < classes; id++) {
            baseOfClass = Arrays.copyOf(baseOfClass, id + 1);
            baseOfClass[id] = grids.size();
            for (int key = 0; key < keys(nodes.classes().get(id)); key++) {
                grids.add(new Grid(pool));
            }
            nonEmpty = Arrays.copyOf(nonEmpty, grids.size());
        }
    }
}
