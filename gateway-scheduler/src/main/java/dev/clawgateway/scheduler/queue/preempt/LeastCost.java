package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.DeviceHolder;
import dev.clawgateway.scheduler.queue.Needs;
import dev.clawgateway.scheduler.queue.Occupant;
import dev.clawgateway.scheduler.queue.Roster;
import java.time.Instant;

/**
 * What room on a node costs at least, judged by the sum of its GPUs alone: cheap to say, and enough
 * to pass over most nodes once a cheap one was found.
 */
final class LeastCost {
    private final Fleet fleet;
    private final Roster roster;

    LeastCost(Fleet fleet, Roster roster) {
        this.fleet = fleet;
        this.roster = roster;
    }

    /** Thousandths of GPUs that have to come free on a node; not above 0 when no GPU has to. */
    long missing(PendingWorkload pending, int node) {
        return Needs.leastGpuMillis(pending.spec().gpuRequirement())
                - fleet.free().totalMilli(node);
    }

    /**
     * Whether stopping others on a node may be cheaper than this.
     *
     * @param missing from {@link #missing}
     * @param lowest priority of all who may be stopped
     */
    boolean below(Cost best, int node, long missing, int lowest) {
        long largest = 0;
        long largestLower = 0;
        long lower = 0;
        Instant youngest = Instant.MIN;
        for (int age = 0; age < fleet.ledger().count(node); age++) {
            int h = fleet.ledger().at(node, age);
            DeviceHolder claim = fleet.ledger().claim(h);
            Occupant running = claim.preemptible() ? roster.of(claim) : null;
            if (running == null) {
                continue;
            } else if (running.troop.size() > 1) {
                return true;
            }
            long gpuMillis = fleet.ledger().gpuMillis(h);
            largest = Math.max(largest, gpuMillis);
            youngest = running.startedAt.isAfter(youngest) ? running.startedAt : youngest;
            if (running.priority < best.highest()) {
                largestLower = Math.max(largestLower, gpuMillis);
                lower += gpuMillis;
            }
        }
        long fewest = fewest(missing, largest);
        if (fewest != best.victims()) {
            return fewest < best.victims();
        }
        boolean lessImportant =
                best.highest() > lowest
                        && lower >= missing
                        && fewest(missing, largestLower) == fewest;
        long stopped = Math.max(missing, 0);
        return lessImportant
                || stopped < best.gpuMillis()
                || (stopped == best.gpuMillis() && youngest.isAfter(best.oldest()));
    }

    /** How many of at most this size have to go; nobody can be enough when none has a GPU. */
    private static long fewest(long missing, long largest) {
        if (missing <= 0) {
            return 1;
        }
        return largest == 0 ? Long.MAX_VALUE : (missing + largest - 1) / largest;
    }
}
