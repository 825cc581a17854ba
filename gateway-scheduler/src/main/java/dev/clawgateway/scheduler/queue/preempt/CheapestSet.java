package dev.clawgateway.scheduler.queue.preempt;

import dev.clawgateway.scheduler.queue.Occupant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The cheapest of all sets of workloads that suffice, small sets first; gangs go whole. */
final class CheapestSet {
    /** Sets looked at: a bound on the work, not on time, so that runs repeat. */
    private static final int MAX_SETS = 1000;

    private final List<Occupant> candidates;
    private final long missing;
    private final Predicate<List<Occupant>> suffices;
    private final List<Occupant> chosen = new ArrayList<>();
    private List<Occupant> best = List.of();
    private Cost bound;
    private int left = MAX_SETS;

    private CheapestSet(
            List<Occupant> candidates,
            long missing,
            Predicate<List<Occupant>> suffices,
            Cost bound) {
        this.candidates = candidates;
        this.missing = missing;
        this.suffices = suffices;
        this.bound = bound;
    }

    /**
     * One of each gang in the set; empty when none is cheaper than the bound, or none of those that
     * were looked at.
     *
     * @param missing thousandths of GPUs that have to come free
     */
    static List<Occupant> below(
            Cost bound,
            List<Occupant> candidates,
            long missing,
            Predicate<List<Occupant>> suffices) {
        List<Occupant> first =
                candidates.stream().map(running -> running.troop.getFirst()).distinct().toList();
        return new CheapestSet(first, missing, suffices, bound).search();
    }

    private List<Occupant> search() {
        int most = Math.min(bound.victims(), candidates.size());
        for (int size = fewest(); size <= most && best.isEmpty(); size++) {
            extend(0, size, 0);
        }
        return best;
    }

    /** How many have to go if the largest do. */
    private int fewest() {
        long[] sizes = candidates.stream().mapToLong(CheapestSet::gpuMillis).sorted().toArray();
        long sum = 0;
        int fewest = 0;
        while (fewest < sizes.length && sum < missing) {
            sum += sizes[sizes.length - ++fewest];
        }
        return sum < missing ? Integer.MAX_VALUE : Math.max(1, fewest);
    }

    private void extend(int from, int more, long gpuMillis) {
        if (more == 0) {
            left--;
            if (gpuMillis >= missing) {
                consider();
            }
            return;
        }
        for (int i = from; i + more <= candidates.size() && left > 0; i++) {
            chosen.add(candidates.get(i));
            extend(i + 1, more - 1, gpuMillis + gpuMillis(candidates.get(i)));
            chosen.removeLast();
        }
    }

    private void consider() {
        Cost cost = Cost.of(chosen);
        if (cost.below(bound) && suffices.test(chosen)) {
            best = List.copyOf(chosen);
            bound = cost;
        }
    }

    private static long gpuMillis(Occupant running) {
        return running.amount.gpuMillis() * running.troop.size();
    }
}
