package dev.clawgateway.scheduler.fleet.ledger;

import dev.clawgateway.core.workload.Allocation;
import java.util.List;

/**
 * An allocation as the ledger has it: which of a device's MIG slots a slice covers is known only
 * here, since neither nodes nor stored records say.
 *
 * @param slots by GPU of the allocation, a mask of the slots it covers; 0 where it is no slice
 */
public record Site(Allocation allocation, List<Integer> slots) {
    public Site {
        slots = List.copyOf(slots);
        if (slots.size() != allocation.gpus().size()) {
            throw new IllegalArgumentException("one mask of slots for each GPU");
        }
    }

    /**
     * Whether both want some of the same device: not so if both are slices that cover no slot
     * together. The node is not looked at.
     */
    public boolean overlaps(Site other) {
        List<Integer> indexes = allocation.gpuIndexes();
        List<Integer> otherIndexes = other.allocation.gpuIndexes();
        for (int i = 0; i < indexes.size(); i++) {
            int at = otherIndexes.indexOf(indexes.get(i));
            if (at >= 0) {
                int mine = slots.get(i);
                int its = other.slots.get(at);
                if (mine == 0 || its == 0 || (mine & its) != 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
