package dev.clawgateway.scheduler.queue.explain;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.workload.Gang;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.index.NodeBits;
import dev.clawgateway.scheduler.fleet.index.Shape;
import dev.clawgateway.scheduler.fleet.search.RefusalSummary;
import dev.clawgateway.scheduler.queue.Cohort;
import dev.clawgateway.scheduler.queue.CohortExplanation;
import dev.clawgateway.scheduler.queue.Hold;
import dev.clawgateway.scheduler.queue.Reservations;
import dev.clawgateway.scheduler.queue.Waiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says why a request waits. What all requests of a cohort share is worked out once. */
public final class Explainer {
    /** It could start, as far as one can see; that is for the next decisions to find. */
    private static final String TURN = "its turn has not come yet";

    private static final Comparator<Refusal> MOST_FIRST =
            Comparator.comparingInt((Refusal refusal) -> -refusal.nodes())
                    .thenComparing(Refusal::reason);

    private final Fleet fleet;
    private final Reservations reservations;

    public Explainer(Fleet fleet, Reservations reservations) {
        this.fleet = fleet;
        this.reservations = reservations;
    }

    /** For a request that is not in the queue. */
    public Explanation unplaced(
            Cohort cohort, @Nullable String limitedBy, boolean serving, Moment now) {
        RefusalSummary found = fleet.refusals().of(cohort.shape);
        CohortExplanation shared =
                shared(cohort, found, true, blockers(cohort, limitedBy, serving, now), 0, now);
        return explanation(shared, List.of(), null, null, null);
    }

    /** For one that is. */
    public Explanation waiting(Waiting waiting, boolean serving, long version, Moment now) {
        Cohort cohort = waiting.cohort;
        CohortExplanation shared = cohort.explained;
        if (shared == null || shared.version() != version || !shared.at().equals(now.wall())) {
            RefusalSummary found = fleet.refusals().of(cohort.shape);
            List<String> blockers = blockers(cohort, cohort.limitedBy, serving, now);
            boolean tried = cohort.block != Cohort.Block.NONE;
            shared = shared(cohort, found, tried, blockers, version, now);
            cohort.explained = shared;
        }
        Hold hold = waiting.hold;
        cohort.line.positions();
        if (hold == null) {
            return explanation(shared, reserved(cohort), null, waiting.position, null);
        }
        List<String> own = hold.nominated ? List.of(leaving(hold)) : List.of();
        int position = hold.nominated ? 1 : waiting.position;
        return explanation(shared, own, words(hold), position, hold.due);
    }

    private static String leaving(Hold hold) {
        return hold.leaving() == 0
                ? "devices were made free for it; " + TURN
                : count(hold.leaving(), "workload") + " told to stop for it";
    }

    /** What is reserved for others of the same cohort. */
    private List<String> reserved(Cohort cohort) {
        return reservations.all().stream()
                .filter(hold -> hold.beneficiary.cohort == cohort)
                .map(Explainer::reservedFor)
                .toList();
    }

    /**
     * Why nodes refuse a cohort's requests: the reason of most nodes that waiting may change; null
     * when none may, so that they will never start here.
     *
     * @param found for the cohort's shape
     */
    @Nullable RefusalReason refusal(Cohort cohort, RefusalSummary found, Moment now) {
        boolean tried = cohort.block != Cohort.Block.NONE;
        List<String> blockers = blockers(cohort, cohort.limitedBy, true, now);
        CohortExplanation shared = shared(cohort, found, tried, blockers, 0, now);
        return shared.verdict() == Verdict.NEVER_HERE
                ? null
                : shared.refusals().stream()
                        .map(Refusal::reason)
                        .filter(RefusalReason::waitingHelps)
                        .findFirst()
                        .orElse(null);
    }

    private static String words(Hold hold) {
        String leaving = count(hold.leaving(), "workload");
        String nodes = count(hold.nodes().size(), "node");
        if (hold.nominated) {
            return "devices of " + leaving + " told to stop for it";
        } else if (hold.due != null) {
            return "devices on " + nodes + " from " + seconds(hold.due);
        }
        return "what comes free on " + nodes + ", while it waits for the end of " + leaving;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static Explanation explanation(
            CohortExplanation shared,
            List<String> own,
            @Nullable String reserved,
            @Nullable Integer position,
            @Nullable Instant expectedStart) {
        return new Explanation(
                shared.verdict(),
                shared.refusals(),
                shared.nodes(),
                shared.nearestMiss(),
                own.isEmpty()
                        ? shared.blockers()
                        : Stream.concat(own.stream(), shared.blockers().stream())
                                .filter(blocker -> !blocker.equals(TURN))
                                .toList(),
                reserved,
                position,
                expectedStart);
    }

    /**
     * @param tried whether it was looked at and did not fit: of a gang, whose members fit alone,
     *     only that says more
     */
    private CohortExplanation shared(
            Cohort cohort,
            RefusalSummary whenever,
            boolean tried,
            List<String> known,
            long version,
            Moment now) {
        boolean gang = cohort.sample.members().size() > 1;
        NodeBits closing = closing(cohort, now);
        RefusalSummary found = fleet.refusals().closing(cohort.shape, whenever, closing);
        NodeId target = cohort.sample.target();
        boolean apart = gang && tried && known.isEmpty();
        RefusalReason fitting = apart ? RefusalReason.GANG_TOPOLOGY : RefusalReason.HELD_BACK;
        List<Refusal> refusals =
                target == null
                        ? counts(found, fitting)
                        : onlyOn(
                                fleet.inventory().number(target),
                                cohort.shape,
                                found.nodes(),
                                fitting,
                                closing);
        boolean ever = found.nodes() == 0 || everFits(found, cohort.shape, target);
        String tooFew = ever && gang ? tooFewWhenEmpty(cohort.sample, cohort.shape) : null;
        List<String> blockers = new ArrayList<>(known);
        if (tooFew != null && found.nodes() > 0) {
            blockers.addFirst(tooFew);
            ever = false;
        } else if (found.nodes() == 0) {
            blockers.addFirst("no nodes are registered");
        } else if (blockers.isEmpty() && isHeldBack(refusals)) {
            blockers.add(TURN);
        }
        return new CohortExplanation(
                version,
                now.wall(),
                ever ? Verdict.NOT_NOW : Verdict.NEVER_HERE,
                refusals,
                found.nodes(),
                target == null ? found.nearestMiss() : null,
                List.copyOf(blockers));
    }

    /** Nodes that close before one that starts now would end; null for none. */
    private @Nullable NodeBits closing(Cohort cohort, Moment now) {
        fleet.candidates().endingAt(cohort.ends(now.wall()));
        NodeBits closing = fleet.candidates().closing();
        fleet.candidates().endingAt(null);
        return closing;
    }

    private static boolean isHeldBack(List<Refusal> refusals) {
        return refusals.stream().anyMatch(refusal -> refusal.reason() == RefusalReason.HELD_BACK);
    }

    /** Whether one member would fit somewhere if every node were empty and let it in. */
    private boolean everFits(RefusalSummary found, Shape shape, @Nullable NodeId target) {
        if (target == null) {
            return found.everHere();
        }
        int node = fleet.inventory().number(target);
        return node >= 0 && fleet.emptyRooms().members(shape, 1, null, node) > 0;
    }

    /** That a gang would not fit even in an empty fleet, in words; null when it would. */
    private @Nullable String tooFewWhenEmpty(PendingWorkload sample, Shape shape) {
        int needed = sample.minMembers();
        if (needed == 1) {
            return null;
        }
        Gang gang = sample.spec().scheduling().gang();
        String key = gang == null ? null : gang.topologyKey();
        NodeId target = sample.target();
        int node = target == null ? -1 : fleet.inventory().number(target);
        int most = fleet.emptyRooms().members(shape, needed, key, node);
        if (most >= needed) {
            return null;
        }
        String where = node >= 0 ? " on that node" : key == null ? "" : " within one " + key;
        return "room for %d of the %d members it needs%s, all nodes empty"
                .formatted(most, needed, where);
    }

    private static List<Refusal> counts(RefusalSummary found, RefusalReason fitting) {
        if (found.fitting() == 0) {
            return found.refusals();
        }
        List<Refusal> refusals = new ArrayList<>(found.refusals());
        refusals.add(new Refusal(fitting, found.fitting()));
        refusals.sort(MOST_FIRST);
        return List.copyOf(refusals);
    }

    private List<Refusal> onlyOn(
            int node, Shape shape, int nodes, RefusalReason fitting, @Nullable NodeBits closing) {
        List<Refusal> refusals = new ArrayList<>();
        int others = node < 0 ? nodes : nodes - 1;
        if (node >= 0) {
            RefusalReason reason = fleet.refusals().refusal(shape, node);
            boolean closes = closing != null && closing.contains(node);
            RefusalReason other = closes ? RefusalReason.MAINTENANCE_WINDOW : fitting;
            refusals.add(new Refusal(reason == null ? other : reason, 1));
        }
        if (others > 0) {
            refusals.add(new Refusal(RefusalReason.NOT_TARGET, others));
        }
        refusals.sort(MOST_FIRST);
        return List.copyOf(refusals);
    }

    private List<String> blockers(
            Cohort cohort, @Nullable String limitedBy, boolean serving, Moment now) {
        List<String> blockers = new ArrayList<>();
        if (!serving) {
            blockers.add("the gateway is in maintenance");
        }
        if (cohort.early(now.wall())) {
            blockers.add("not before " + cohort.terms().notBefore());
        }
        if (limitedBy != null) {
            blockers.add("the limit of virtual cluster " + limitedBy + " is reached");
        }
        for (Hold reserved : reservations.all()) {
            if (reserved.beneficiary.cohort != cohort) {
                blockers.add(reservedFor(reserved));
            }
        }
        return blockers;
    }

    private static String reservedFor(Hold hold) {
        String from = hold.due == null ? "" : " from " + seconds(hold.due);
        return "devices are reserved for " + hold.beneficiary.pending.id() + from;
    }

    /** Nobody reads more of a time than its seconds. */
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
