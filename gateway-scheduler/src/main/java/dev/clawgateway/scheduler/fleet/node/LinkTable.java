package dev.clawgateway.scheduler.fleet.node;

import dev.clawgateway.core.node.Gpu;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sets of a node's GPUs are directly linked, each with each. Answers are remembered by the
 * mask of free GPUs, of which a class has few.
 */
public final class LinkTable {
    private final long[] linked;
    private final Map<Long, long[]> known = new HashMap<>();

    LinkTable(List<Gpu> gpus) {
        linked = new long[gpus.size()];
        for (int a = 0; a < linked.length; a++) {
            for (int b = 0; b < linked.length; b++) {
                if (a != b
                        && (gpus.get(a).links().contains(gpus.get(b).index())
                                || gpus.get(b).links().contains(gpus.get(a).index()))) {
                    linked[a] |= 1L << b;
                }
            }
        }
    }

    /**
     * The set of {@code count} linked GPUs out of {@code free} that leaves the largest linked set
     * behind; the lowest positions among equals. 0 when there is none.
     */
    public long best(long free, int count) {
        if (count < 2 || Long.bitCount(free) < count) {
            return 0;
        }
        long[] byCount = known.computeIfAbsent(free, _ -> new long[linked.length + 1]);
        if (byCount[count] == 0) {
            byCount[count] = search(free, count);
        }
        return byCount[count] == -1 ? 0 : byCount[count];
    }

    private long search(long free, int count) {
        Search search = new Search(free);
        search.extend(0, free, count);
        return search.best == 0 ? -1 : search.best;
    }

    /** Backtracking over cliques; the number looked at is bounded for machines of many GPUs. */
    private final class Search {
        private static final int MAX_SETS = 4096;
        private final long free;
        private long best;
        private int bestLeft = -1;
        private int sets;

        Search(long free) {
            this.free = free;
        }

        void extend(long chosen, long candidates, int missing) {
            if (missing == 0) {
                sets++;
                int left = largest(free & ~chosen);
                if (left > bestLeft) {
                    bestLeft = left;
                    best = chosen;
                }
                return;
            }
            for (long rest = candidates;
                    Long.bitCount(rest) >= missing && sets < MAX_SETS;
                    rest &= rest - 1) {
                int next = Long.numberOfTrailingZeros(rest);
                extend(chosen | (1L << next), rest & linked[next], missing - 1);
            }
        }

        /** Size of a large clique, grown greedily from each member. */
        private int largest(long among) {
            int largest = 0;
            for (long seeds = among; seeds != 0; seeds &= seeds - 1) {
                int size = 0;
                long candidates = among;
                int next = Long.numberOfTrailingZeros(seeds);
                while (true) {
                    size++;
                    candidates &= linked[next];
                    if (candidates == 0) {
                        break;
                    }
                    next = Long.numberOfTrailingZeros(candidates);
                }
                largest = Math.max(largest, size);
            }
            return largest;
        }
    }
}
