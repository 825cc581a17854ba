package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.placement.Room;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.scheduler.fleet.ledger.FleetState;
import dev.clawgateway.scheduler.fleet.ledger.FreeState;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many more requests for whole GPUs fit, by model. What each node adds is kept; catches up by
 * the change log when it is asked, so that asking costs what changed since: {@value #MAX_LOOKS}
 * looks at nodes at most.
 */
public final class SpareRoom {
    private static final int MAX_LOOKS = 4_000;
    private static final int NOWHERE = -1;
    private static final int[] SIZES = Room.SIZES.stream().mapToInt(Integer::intValue).toArray();

    private final FleetState state;
    private final NodeTable nodes;
    private final FreeState free;
    private final Follower follower = new Follower();

    /** Whether the follower names more nodes still. */
    private boolean catchingUp;

    /** Whether it has named all of them once. */
    private boolean complete;

    /** What was counted of each node: its class, its free devices, and how many it takes. */
    private int[] classes = new int[0];

    private long[] gpus = new long[0];
    private int[] most = new int[0];

    /** By number of the model. */
    private long[] gpusOf = new long[0];

    /** By number of the model, then by size. */
    private long[] requestsOf = new long[0];

    public SpareRoom(FleetState state) {
        this.state = state;
        this.nodes = state.nodes;
        this.free = state.free;
    }

    /**
     * Of every model that the fleet has or had, in the order in which they came. None before every
     * node was looked at once; after many changes at once it may be as of a few calls before.
     */
    public List<Room> now() {
        List<Room> rooms = new ArrayList<>();
        if (!refresh()) {
            return rooms;
        }
        for (int model = 0; model < nodes.models().size(); model++) {
            Map<Integer, Long> requests = new HashMap<>();
            for (int size = 0; size < SIZES.length; size++) {
                requests.put(SIZES[size], requestsOf[model * SIZES.length + size]);
            }
            rooms.add(new Room(nodes.models().get(model), gpusOf[model], requests));
        }
        return rooms;
    }

    /** Looks at so many nodes at most; whether all are looked at. */
    private boolean refresh() {
        ensure();
        if (!catchingUp) {
            if (follower.current(state.changes)) {
                return true;
            }
            follower.begin(state.changes, nodes.end());
            catchingUp = true;
        }
        for (int looks = 0; looks < MAX_LOOKS; looks++) {
            int node = follower.next(state.changes);
            if (node < 0) {
                catchingUp = false;
                complete = true;
                break;
            }
            update(node);
        }
        return complete;
    }

    private void update(int node) {
        boolean lets = nodes.exists(node) && nodes.open(node) && letsIn(nodes.node(node));
        NodeClass nodeClass = free.classOf(node);
        long mask = lets ? free.takeableGpus(node) & ~nodeClass.unfit : 0;
        int takes = lets ? free.moreWorkloads(node) : 0;
        int after = mask == 0 || takes <= 0 ? NOWHERE : nodeClass.id;
        if (classes[node] != after || gpus[node] != mask || most[node] != takes) {
            count(node, -1);
            classes[node] = after;
            gpus[node] = mask;
            most[node] = takes;
            count(node, 1);
        }
    }

    /** Who asks for nothing but GPUs tolerates no taint, and may be a container or a process. */
    private static boolean letsIn(SchedulableNode node) {
        NodeCapacity capacity = node.capacity();
        return node.taints().isEmpty() && (capacity.runs(false) || capacity.runs(true));
    }

    private void count(int node, int by) {
        if (classes[node] == NOWHERE) {
            return;
        }
        NodeClass nodeClass = nodes.nodeClass(classes[node]);
        for (long left = gpus[node]; left != 0; ) {
            int model = nodeClass.model[Long.numberOfTrailingZeros(left)];
            long ofModel = ofModel(nodeClass, gpus[node], model);
            count(model, nodeClass, ofModel, most[node], by);
            left &= ~ofModel;
        }
    }

    private static long ofModel(NodeClass nodeClass, long mask, int model) {
        if (nodeClass.uniform) {
            return mask;
        }
        long found = 0;
        for (long left = mask; left != 0; left &= left - 1) {
            int position = Long.numberOfTrailingZeros(left);
            found |= nodeClass.model[position] == model ? 1L << position : 0;
        }
        return found;
    }

    private void count(int model, NodeClass nodeClass, long mask, int takes, int by) {
        if (fitting(nodeClass, mask, 1) > 0) {
            gpusOf[model] += (long) by * Long.bitCount(mask);
        }
        for (int size = 0; size < SIZES.length; size++) {
            int fitting = Math.min(fitting(nodeClass, mask, SIZES[size]), takes);
            requestsOf[model * SIZES.length + size] += (long) by * fitting;
        }
    }

    /**
     * How often so many of these devices can be had together. A node that picks them itself must be
     * of one model, or have the first ones free.
     */
    private static int fitting(NodeClass nodeClass, long mask, int wanted) {
        boolean alike = nodeClass.unfit == 0 && isOneModel(nodeClass);
        return switch (nodeClass.choice) {
            case EXACT -> Long.bitCount(mask) / wanted;
            case COUNTED -> alike ? Long.bitCount(mask) / wanted : 0;
            case FIRST_N -> {
                long first = nodeClass.first(wanted);
                boolean enough = wanted <= nodeClass.count;
                yield enough && (mask & first) == first ? 1 : 0;
            }
        };
    }

    private static boolean isOneModel(NodeClass nodeClass) {
        for (int model : nodeClass.model) {
            if (model != nodeClass.model[0]) {
                return false;
            }
        }
        return true;
    }

    private void ensure() {
        if (nodes.end() > classes.length) {
            int before = classes.length;
            int size = Math.max(nodes.end(), before * 2);
            classes = Arrays.copyOf(classes, size);
            Arrays.fill(classes, before, size, NOWHERE);
            gpus = Arrays.copyOf(gpus, size);
            most = Arrays.copyOf(most, size);
        }
        int models = nodes.models().size();
        if (models > gpusOf.length) {
            gpusOf = Arrays.copyOf(gpusOf, models + 8);
            requestsOf = Arrays.copyOf(requestsOf, (models + 8) * SIZES.length);
        }
    }
}
