package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.scheduler.fleet.node.MigGrid;
import dev.clawgateway.scheduler.fleet.node.MigProducts;
import dev.clawgateway.scheduler.fleet.node.MigProfile;
import dev.clawgateway.scheduler.fleet.node.NodeClass;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the MIG slices of a device lie. The node decides that, and neither it nor a stored record
 * says where; what counts is that the slices held are always a layout that exists.
 */
final class Slices {
    private final FreeState free;
    private final Holdings holdings;
    private final NodeLists lists;

    Slices(FreeState free, Holdings holdings, NodeLists lists) {
        this.free = free;
        this.holdings = holdings;
        this.lists = lists;
    }

    /** One grant that is a MIG slice. */
    private record Slice(int holding, int grant) {}

    /**
     * A slice that was cut before a restart lies where it would be put now. They come back in any
     * order, so when one finds no place all of its device are laid out anew.
     */
    void settle(int holding, int i, int onNode, int position) {
        if (holdings.profile(holding, i) == null
                || GrantWord.slots(holdings.grant(holding, i)) != 0) {
            return;
        }
        Gpu gpu = free.classOf(onNode).gpus.get(position);
        int place = profile(new Slice(holding, i), gpu).place(free.migSlots(onNode, position));
        if (place != 0) {
            holdings.setSlots(holding, i, place);
        } else {
            layOut(onNode, position);
        }
    }

    /** Finds legal places for all slices of a device, as far as there are any. */
    private void layOut(int onNode, int position) {
        Gpu gpu = free.classOf(onNode).gpus.get(position);
        List<Slice> slices = on(onNode, gpu.index());
        int[] places =
                MigProfile.layout(slices.stream().map(slice -> profile(slice, gpu)).toList());
        int taken = 0;
        for (int i = 0; i < places.length; i++) {
            holdings.setSlots(slices.get(i).holding, slices.get(i).grant, places[i]);
            taken |= places[i];
        }
        free.cut(onNode, position, taken);
    }

    private List<Slice> on(int onNode, int index) {
        List<Slice> slices = new ArrayList<>();
        for (int place = lists.count(onNode) - 1; place >= 0; place--) {
            int holding = lists.at(onNode, place);
            for (int i = 0; holdings.sliced(holding) && i < holdings.grants(holding); i++) {
                boolean here = GrantWord.index(holdings.grant(holding, i)) == index;
                if (here && holdings.profile(holding, i) != null) {
                    slices.add(new Slice(holding, i));
                }
            }
        }
        return slices;
    }

    private MigProfile profile(Slice slice, Gpu gpu) {
        String name = holdings.profile(slice.holding, slice.grant);
        return name == null
                ? MigProfile.UNKNOWN
                : MigProducts.profile(name, gpu.model(), gpu.memoryMib());
    }

    /**
     * What a device has back when a holding gives this grant up: the note that a slice lies nobody
     * knows where stays while that is true of another.
     */
    int given(int holding, long grant) {
        int slots = GrantWord.slots(grant);
        if ((slots & MigGrid.UNPLACED) == 0) {
            return slots;
        }
        int index = GrantWord.index(grant);
        for (Slice other : on(holdings.node(holding), index)) {
            int its = GrantWord.slots(holdings.grant(other.holding, other.grant));
            if (other.holding != holding && (its & MigGrid.UNPLACED) != 0) {
                return slots & ~MigGrid.UNPLACED;
            }
        }
        return slots;
    }

    /** Slices without a place may have one now that this holding is gone. */
    void placeLost(int gone) {
        int onNode = holdings.node(gone);
        NodeClass nodeClass = free.classOf(onNode);
        for (int i = 0; i < holdings.grants(gone); i++) {
            int position = nodeClass.positionOf(GrantWord.index(holdings.grant(gone, i)));
            if (position >= 0 && (free.migSlots(onNode, position) & MigGrid.UNPLACED) != 0) {
                layOut(onNode, position);
            }
        }
    }

    /**
     * A device that became another may have other layouts: if one of its slices cannot lie where it
     * was, all of them are to be settled again.
     */
    void forgetIllegal(int onNode) {
        for (Gpu gpu : free.classOf(onNode).gpus) {
            List<Slice> slices = on(onNode, gpu.index());
            for (Slice slice : slices) {
                int slots = GrantWord.slots(holdings.grant(slice.holding, slice.grant));
                if (!profile(slice, gpu).covers(slots)) {
                    slices.forEach(each -> holdings.setSlots(each.holding, each.grant, 0));
                    break;
                }
            }
        }
    }
}
