package dev.clawgateway.scheduler.fleet;

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
final class GridIndex {
    static final int PART_LEVELS = 20;
    private static final int PART_MILLI = 1000 / PART_LEVELS;
    private static final int ABSENT = -1;

    private final NodeTable nodes;
    private final FreeState state;
    private final NodeBits.Pool pool;
    private final List<Grid> grids = new ArrayList<>();
    private int[] baseOfClass = new int[0];
    private int[] classOf = new int[0];
    private int[] cellOf = new int[0];
    private byte[] wholeOf = new byte[0];
    private int[] partsOf = new int[0];
    private long cursor = -1;

    GridIndex(NodeTable nodes, FreeState state, NodeBits.Pool pool) {
        this.nodes = nodes;
        this.state = state;
        this.pool = pool;
    }

    static int keys(NodeClass nodeClass) {
        return nodeClass.count + 1 + PART_LEVELS + 1;
    }

    static int partLevel(int milli) {
        return milli / PART_MILLI;
    }

    int base(int classId) {
        return baseOfClass[classId];
    }

    Grid grid(int number) {
        return grids.get(number);
    }

    /** Takes in every change since the last call. */
    void refresh(ChangeLog log) {
        if (cursor == log.head()) {
            return;
        }
        ensure();
        if (log.reaches(cursor)) {
            for (long position = cursor + 1; position <= log.head(); position++) {
                int node = log.current(position);
                if (node >= 0) {
                    update(node);
                }
            }
        } else {
            for (int node = 0; node < nodes.end(); node++) {
                update(node);
            }
        }
        cursor = log.head();
    }

    private void update(int node) {
        if (!nodes.open(node)) {
            takeOut(node);
            return;
        }
        NodeClass nodeClass = nodes.classOf(node);
        int cell = HostLevels.cell(state.cpuMillis[node], state.memoryMib[node]);
        int whole = Long.bitCount(state.wholeGpus[node]);
        int parts = whole == nodeClass.count ? 0 : parts(nodes.deviceBase(node), nodeClass.count);
        if (classOf[node] == nodeClass.id && cellOf[node] == cell) {
            moveWithinCell(node, baseOfClass[nodeClass.id], nodeClass.count, cell, whole, parts);
        } else {
            takeOut(node);
            putIn(node, nodeClass, cell, whole, parts);
        }
        wholeOf[node] = (byte) whole;
        partsOf[node] = parts;
    }

    private void moveWithinCell(int node, int base, int count, int cell, int whole, int parts) {
        if (wholeOf[node] != whole) {
            grids.get(base + wholeOf[node]).remove(cell, node);
            grids.get(base + whole).add(cell, node);
        }
        int firstPart = base + count + 1;
        for (int gone = partsOf[node] & ~parts; gone != 0; gone &= gone - 1) {
            grids.get(firstPart + Integer.numberOfTrailingZeros(gone)).remove(cell, node);
        }
        for (int come = parts & ~partsOf[node]; come != 0; come &= come - 1) {
            grids.get(firstPart + Integer.numberOfTrailingZeros(come)).add(cell, node);
        }
    }

    private void putIn(int node, NodeClass nodeClass, int cell, int whole, int parts) {
        int base = baseOfClass[nodeClass.id];
        classOf[node] = nodeClass.id;
        cellOf[node] = cell;
        grids.get(base + whole).add(cell, node);
        int firstPart = base + nodeClass.count + 1;
        for (int left = parts; left != 0; left &= left - 1) {
            grids.get(firstPart + Integer.numberOfTrailingZeros(left)).add(cell, node);
        }
    }

    private void takeOut(int node) {
        if (classOf[node] == ABSENT) {
            return;
        }
        NodeClass nodeClass = nodes.classes().get(classOf[node]);
        int base = baseOfClass[nodeClass.id];
        int cell = cellOf[node];
        grids.get(base + wholeOf[node]).remove(cell, node);
        int firstPart = base + nodeClass.count + 1;
        for (int left = partsOf[node]; left != 0; left &= left - 1) {
            grids.get(firstPart + Integer.numberOfTrailingZeros(left)).remove(cell, node);
        }
        classOf[node] = ABSENT;
        partsOf[node] = 0;
    }

    /** Mask of the part levels a node has, and of "some GPU is cut". */
    private int parts(int base, int count) {
        int parts = 0;
        for (int device = base; device < base + count; device++) {
            int milli = state.deviceMilli[device];
            if (state.migSlots[device] != 0) {
                parts |= 1 << PART_LEVELS;
            } else if (milli > 0 && milli < 1000) {
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
        }
        if (nodes.end() > classOf.length) {
            int before = classOf.length;
            int size = Math.max(nodes.end(), before * 2);
            classOf = Arrays.copyOf(classOf, size);
            Arrays.fill(classOf, before, size, ABSENT);
            cellOf = Arrays.copyOf(cellOf, size);
            wholeOf = Arrays.copyOf(wholeOf, size);
            partsOf = Arrays.copyOf(partsOf, size);
        }
    }
}
