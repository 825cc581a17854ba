package dev.clawgateway.scheduler.queue;

import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.ledger.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request will fit first, when those who hold devices end in the order to be expected.
 *
 * @param gone who must have ended
 */
record Forecast(List<Site> targets, List<Occupant> gone) {
    /**
     * Time limits tell, the earliest first. Of those without, the youngest is expected to end
     * first: what has run long, such as a service, is likely to run on. Last is who was waited for
     * in vain.
     */
    private static final Comparator<Occupant> ENDING_FIRST =
            Comparator.comparing(Forecast::end)
                    .thenComparing(running -> running.outlasted)
                    .thenComparing(running -> running.startedAt, Comparator.reverseOrder())
                    .thenComparing(running -> running.id);

    private static Instant end(Occupant running) {
        Instant end = running.endsAt();
        return end == null ? Instant.MAX : end;
    }

    /** The least that must end of {@code running}; null when not even all of it suffices. */
    static @Nullable Forecast of(
            Waiting waiting, Collection<Occupant> running, Fleet fleet, Starter starter) {
        Integer target = starter.target(waiting.pending);
        if (target == null) {
            return null;
        }
        List<Occupant> order = new ArrayList<>(running);
        order.sort(ENDING_FIRST);
        int mark = fleet.overlay().mark();
        Cohort cohort = starter.affordable(waiting.cohort);
        Search search = new Search(waiting, cohort, target, order, fleet, starter);
        int enough = search.fewest();
        fleet.overlay().rollback(mark);
        List<Site> targets = search.found;
        return targets == null ? null : new Forecast(targets, order.subList(0, enough));
    }

    /**
     * The fewest, found by taking out twice as many each time and then halving; every step builds
     * on the last, since taking out is what costs.
     */
    private static final class Search {
        private final Waiting waiting;
        private final Cohort cohort;
        private final int target;
        private final List<Occupant> order;
        private final Fleet fleet;
        private final Starter starter;

        /** Where it fits with the fewest tried so far that suffice; null while none did. */
        private @Nullable List<Site> found;

        Search(
                Waiting waiting,
                Cohort cohort,
                int target,
                List<Occupant> order,
                Fleet fleet,
                Starter starter) {
            this.waiting = waiting;
            this.cohort = cohort;
            this.target = target;
            this.order = order;
            this.fleet = fleet;
            this.starter = starter;
        }

        int fewest() {
            int without = 0;
            int with = 0;
            int step = 1;
            while (!fitsAfter(without, with) && with < order.size()) {
                without = with;
                with = Math.min(order.size(), with + step);
                step *= 2;
            }
            while (found != null && with - without > 1) {
                int middle = (without + with) >>> 1;
                if (fitsAfter(without, middle)) {
                    with = middle;
                } else {
                    without = middle;
                }
            }
            return with;
        }

        /** Takes these out as well; they stay out only if the request still does not fit. */
        private boolean fitsAfter(int from, int to) {
            int mark = fleet.overlay().mark();
            order.subList(from, to).forEach(running -> fleet.overlay().release(running.holding));
            int inner = fleet.overlay().mark();
            List<Site> sites = starter.tryPlace(waiting.pending, cohort, target);
            fleet.overlay().rollback(inner);
            if (sites == null) {
                fleet.overlay().keep(mark);
                return false;
            }
            fleet.overlay().rollback(mark);
            found = sites;
            return true;
        }
    }
}
