package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.scheduler.queue.Occupant;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What it costs to stop some workloads: fewer victims are cheaper, then less important ones, then
 * less of the fleet stopped, then younger ones.
 *
 * @param victims a gang counts once
 * @param highest priority of those named, whatever the rest of their gangs
 * @param gpuMillis GPUs that stop with them, in thousandths, gangs whole
 * @param oldest when the one of those named started that has run longest
 */
record Cost(int victims, int highest, long gpuMillis, Instant oldest) implements Comparable<Cost> {
    private static final Comparator<Cost> CHEAPEST_FIRST =
            Comparator.comparingInt(Cost::victims)
                    .thenComparingInt(Cost::highest)
                    .thenComparingLong(Cost::gpuMillis)
                    .thenComparing(Cost::oldest, Comparator.reverseOrder());

    /** More than anything costs. */
    static final Cost UNAFFORDABLE =
            new Cost(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Instant.MIN);

    /** Of one workload and its gang. */
    static Cost of(Occupant victim) {
        long gpuMillis = victim.amount.gpuMillis() * (long) victim.troop.size();
        return new Cost(1, victim.priority, gpuMillis, victim.startedAt);
    }

    static Cost of(List<Occupant> victims) {
        if (victims.size() == 1) {
            return of(victims.getFirst());
        }
        int highest = Integer.MIN_VALUE;
        Instant oldest = Instant.MAX;
        for (Occupant victim : victims) {
            highest = Math.max(highest, victim.priority);
            oldest = victim.startedAt.isBefore(oldest) ? victim.startedAt : oldest;
        }
        long gpuMillis = 0;
        for (Occupant victim : Eligibility.whole(victims)) {
            gpuMillis += victim.amount.gpuMillis();
        }
        return new Cost(groups(victims), highest, gpuMillis, oldest);
    }

    boolean below(Cost other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Cost other) {
        return CHEAPEST_FIRST.compare(this, other);
    }

    private static int groups(List<Occupant> victims) {
        int groups = 0;
        for (int i = 0; i < victims.size(); i++) {
            groups += firstOfItsGang(victims, i) ? 1 : 0;
        }
        return groups;
    }

    private static boolean firstOfItsGang(List<Occupant> victims, int at) {
        Occupant leader = victims.get(at).troop.getFirst();
        for (int i = 0; i < at; i++) {
            if (victims.get(i).troop.getFirst() == leader) {
                return false;
            }
        }
        return true;
    }
}
