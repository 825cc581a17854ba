package dev.clawgateway.scheduler.fleet.index;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.placement.SchedulableNode;
import dev.clawgateway.core.workload.GpuRequirement;
import dev.clawgateway.core.workload.GpuShare;
import dev.clawgateway.scheduler.fleet.ledger.GrantWord;
import dev.clawgateway.scheduler.fleet.node.MigProducts;
import dev.clawgateway.scheduler.fleet.node.MigProfile;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import dev.clawgateway.scheduler.fleet.node.NodeTable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One level of a GPU requirement, with what depends on the class of node worked out once. */
public final class Level {
    private static final MigProfile[] WITHOUT_MIG = new MigProfile[0];

    final GpuRequirement requirement;

    /** Place in the chain as written; what an allocation calls its fallback level. */
    public final int chainIndex;

    public final int count;

    /** Thousandths of each GPU; 1000 for whole ones. Not used with MIG. */
    public final int milli;

    /** Of each GPU; 0 for the same thousandths of the device's memory. */
    final int shareMemoryMib;

    public final boolean whole;
    public final boolean linked;
    public final @Nullable String migProfile;

    /** The selector looks at serial numbers, so that nodes of one class differ. */
    private final boolean perNode;

    private long[] eligible = new long[0];

    /** By class and position: devices of one node may differ. Null where not worked out yet. */
    private MigProfile[] @Nullable [] profiles = new MigProfile[0] @Nullable [];

    public Level(GpuRequirement requirement, int chainIndex) {
        this.requirement = requirement;
        this.chainIndex = chainIndex;
        this.count = requirement.count();
        GpuShare share = requirement.share();
        this.milli = share == null ? 1000 : share.milli();
        this.shareMemoryMib =
                share == null ? 0 : (int) Math.min(share.memoryMib(), Integer.MAX_VALUE);
        this.migProfile = requirement.migProfile();
        this.whole = migProfile == null && milli == 1000;
        this.linked = requirement.linked() && count > 1;
        this.perNode = requirement.selector().text().contains("uuid");
    }

    /** Whether the mask of a class says all about its nodes. */
    public boolean byClass() {
        return !perNode;
    }

    /** Positions of the devices that qualify, whatever they hold. */
    public long eligible(NodeTable nodes, int node) {
        NodeClass nodeClass = nodes.classOf(node);
        long byClass = eligible(nodeClass);
        return perNode ? obtainable(nodeClass, accepted(nodes.node(node), nodeClass)) : byClass;
    }

    /** The same for every node of a class; all of them when serial numbers matter. */
    public long eligible(NodeClass nodeClass) {
        int id = nodeClass.id;
        if (id >= eligible.length) {
            eligible = Arrays.copyOf(eligible, id + 8);
            profiles = Arrays.copyOf(profiles, id + 8);
        }
        if (profiles[id] == null) {
            profiles[id] = profiles(nodeClass);
            long accepted =
                    perNode ? nodeClass.all() & ~nodeClass.unfit : mask(nodeClass.gpus, nodeClass);
            eligible[id] = obtainable(nodeClass, accepted);
        }
        return eligible[id];
    }

    private MigProfile[] profiles(NodeClass nodeClass) {
        if (migProfile == null) {
            return WITHOUT_MIG;
        }
        MigProfile[] known = new MigProfile[nodeClass.count];
        for (int position = 0; position < known.length; position++) {
            Gpu gpu = nodeClass.gpus.get(position);
            known[position] = MigProducts.profile(migProfile, gpu.model(), gpu.memoryMib());
        }
        return known;
    }

    /** The profile asked for, on a device that is eligible. */
    public MigProfile profile(NodeClass nodeClass, int position) {
        boolean offered = (eligible(nodeClass) >>> position & 1) != 0;
        MigProfile[] known = profiles[nodeClass.id];
        return offered && known != null ? known[position] : MigProfile.UNKNOWN;
    }

    /** The same on a device that would be eligible, were all of them well. */
    public MigProfile profileIfFit(NodeTable nodes, int node, int position) {
        boolean offered = (eligibleIfFit(nodes, node) >>> position & 1) != 0;
        MigProfile[] known = profiles[nodes.classOf(node).id];
        return offered && known != null ? known[position] : MigProfile.UNKNOWN;
    }

    /** Whether a node has a device that would do, were there a layout for the profile. */
    public boolean lacksLayout(NodeTable nodes, int node) {
        return migProfile != null
                && nodes.node(node).capacity().gpus().stream().anyMatch(requirement::accepts);
    }

    /** Memory to take of a device that has {@code deviceMib} in all. */
    public int memoryOf(int deviceMib) {
        if (whole && shareMemoryMib == 0) {
            return deviceMib;
        }
        return shareMemoryMib > 0 ? shareMemoryMib : (int) ((long) deviceMib * milli / 1000);
    }

    /** Positions of the devices that would qualify, were all of them well. */
    public long eligibleIfFit(NodeTable nodes, int node) {
        NodeClass nodeClass = nodes.classOf(node);
        eligible(nodeClass);
        return obtainable(nodeClass, would(nodes.node(node).capacity().gpus(), nodeClass));
    }

    /** Positions of the devices that qualify by what they are, whoever picks them. */
    public long accepted(SchedulableNode node, NodeClass nodeClass) {
        return mask(node.capacity().gpus(), nodeClass);
    }

    /**
     * A node that picks its devices itself takes whole ones: any of them, so that each must do, or
     * the first, so that these must.
     */
    private long obtainable(NodeClass nodeClass, long accepted) {
        return switch (nodeClass.choice) {
            case EXACT -> accepted;
            case COUNTED -> whole && accepted == nodeClass.all() ? accepted : 0;
            case FIRST_N -> {
                long first = nodeClass.first(count);
                yield whole && (accepted & first) == first ? first : 0;
            }
        };
    }

    private long mask(List<Gpu> gpus, NodeClass nodeClass) {
        return would(gpus, nodeClass) & ~nodeClass.unfit;
    }

    private long would(List<Gpu> gpus, NodeClass nodeClass) {
        long mask = 0;
        MigProfile[] known = profiles[nodeClass.id];
        for (int position = 0; position < nodeClass.count; position++) {
            Gpu gpu = gpus.get(position);
            boolean laidOut = migProfile == null || (known != null && known[position].known());
            if (laidOut
                    && gpu.index() < GrantWord.END_OF_INDEXES
                    && requirement.accepts(gpu)
                    && shareMemoryMib <= gpu.memoryMib()) {
                mask |= 1L << position;
            }
        }
        return mask;
    }
}
