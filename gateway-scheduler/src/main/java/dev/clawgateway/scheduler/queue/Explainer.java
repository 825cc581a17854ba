package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.Gang;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.PendingWorkload;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.placement.RefusalReason;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.scheduler.fleet.Fleet;
import dev.clawgateway.scheduler.fleet.Refusals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says why a request waits. What all requests of a lane share is worked out once. */
final class Explainer {
    /** What a lane's requests share, as of one version of the engine's state. */
    record Shared(
            long version,
            Instant at,
            Verdict verdict,
            List<Refusal> refusals,
            int nodes,
            @Nullable String nearestMiss,
            List<String> blockers) {}

    private static final Comparator<Refusal> MOST_FIRST =
            Comparator.comparingInt((Refusal refusal) -> -refusal.nodes())
                    .thenComparing(Refusal::reason);

    private final Fleet fleet;
    private final Reservations reservations;

    Explainer(Fleet fleet, Reservations reservations) {
        this.fleet = fleet;
        this.reservations = reservations;
    }

    /** For a request that is not in the queue. */
    Explanation unplaced(Lane lane, @Nullable String limitedBy, boolean serving, Moment now) {
        Shared shared = shared(lane, limitedBy, serving, 0, now);
        return explanation(shared, null, null, null);
    }

    /** For one that is. */
    Explanation waiting(Waiting waiting, boolean serving, long version, Moment now) {
        Lane lane = waiting.lane;
        Shared shared = lane.explained;
        if (shared == null || shared.version() != version || !shared.at().equals(now.wall())) {
            shared = shared(lane, lane.limitedBy, serving, version, now);
            lane.explained = shared;
        }
        Hold hold = waiting.hold;
        lane.line.positions();
        if (hold == null) {
            return explanation(shared, null, waiting.position, null);
        }
        int position = hold.nominated ? 1 : waiting.position;
        return explanation(shared, words(hold), position, hold.due);
    }

    /**
     * Why nodes refuse a lane's requests: the reason of most nodes that waiting may change; null
     * when none may, so that they will never start here.
     *
     * @param found for the lane's shape
     */
    @Nullable RefusalReason refusal(Lane lane, Refusals found, Moment now) {
        Shared shared = shared(lane, found, lane.limitedBy, true, 0, now);
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
            Shared shared,
            @Nullable String reserved,
            @Nullable Integer position,
            @Nullable Instant expectedStart) {
        return new Explanation(
                shared.verdict(),
                shared.refusals(),
                shared.nodes(),
                shared.nearestMiss(),
                shared.blockers(),
                reserved,
                position,
                expectedStart);
    }

    private Shared shared(
            Lane lane, @Nullable String limitedBy, boolean serving, long version, Moment now) {
        Refusals found = fleet.refusals(lane.shape);
        return shared(lane, found, limitedBy, serving, version, now);
    }

    private Shared shared(
            Lane lane,
            Refusals found,
            @Nullable String limitedBy,
            boolean serving,
            long version,
            Moment now) {
        List<String> blockers = List.copyOf(blockers(lane, limitedBy, serving, now));
        RefusalReason fitting =
                lane.sample.members().size() > 1 && blockers.isEmpty()
                        ? RefusalReason.GANG_TOPOLOGY
                        : RefusalReason.HELD_BACK;
        NodeId target = lane.sample.target();
        List<Refusal> refusals =
                target == null
                        ? counts(found, fitting)
                        : onlyOn(fleet.number(target), lane.shape, found.nodes(), fitting);
        boolean ever =
                target == null
                        ? found.everHere()
                        : refusals.stream().anyMatch(refusal -> refusal.reason().waitingHelps());
        String tooFew = ever ? tooFewWhenEmpty(lane.sample, lane.shape) : null;
        if (tooFew != null) {
            blockers = Stream.concat(Stream.of(tooFew), blockers.stream()).toList();
            ever = false;
        }
        return new Shared(
                version,
                now.wall(),
                ever ? Verdict.NOT_NOW : Verdict.NEVER_HERE,
                refusals,
                found.nodes(),
                target == null ? found.nearestMiss() : null,
                blockers);
    }

    /** That a gang would not fit even in an empty fleet, in words; null when it would. */
    private @Nullable String tooFewWhenEmpty(PendingWorkload sample, int shape) {
        int needed = sample.minMembers();
        if (needed == 1) {
            return null;
        }
        Gang gang = sample.spec().scheduling().gang();
        String key = gang == null ? null : gang.topologyKey();
        NodeId target = sample.target();
        int node = target == null ? -1 : fleet.number(target);
        int most = fleet.membersWhenEmpty(shape, needed, key, node);
        if (most >= needed) {
            return null;
        }
        String where = node >= 0 ? " on that node" : key == null ? "" : " within one " + key;
        return "room for %d of the %d members it needs%s, all nodes empty"
                .formatted(most, needed, where);
    }

    private static List<Refusal> counts(Refusals found, RefusalReason fitting) {
        if (found.fitting() == 0) {
            return found.refusals();
        }
        List<Refusal> refusals = new ArrayList<>(found.refusals());
        refusals.add(new Refusal(fitting, found.fitting()));
        refusals.sort(MOST_FIRST);
        return List.copyOf(refusals);
    }

    private List<Refusal> onlyOn(int node, int shape, int nodes, RefusalReason fitting) {
        List<Refusal> refusals = new ArrayList<>();
        int others = node < 0 ? nodes : nodes - 1;
        if (node >= 0) {
            RefusalReason reason = fleet.refusal(shape, node);
            refusals.add(new Refusal(reason == null ? fitting : reason, 1));
        }
        if (others > 0) {
            refusals.add(new Refusal(RefusalReason.NOT_TARGET, others));
        }
        refusals.sort(MOST_FIRST);
        return List.copyOf(refusals);
    }

    private List<String> blockers(
            Lane lane, @Nullable String limitedBy, boolean serving, Moment now) {
        List<String> blockers = new ArrayList<>();
        if (!serving) {
            blockers.add("the gateway is in maintenance");
        }
        if (lane.early(now.wall())) {
            blockers.add("not before " + lane.terms().notBefore());
        }
        if (limitedBy != null) {
            blockers.add("the limit of virtual cluster " + limitedBy + " is reached");
        }
        for (Hold reserved : reservations.all()) {
            if (reserved.beneficiary.lane != lane) {
                String from = reserved.due == null ? "" : " from " + seconds(reserved.due);
                blockers.add(
                        "devices are reserved for " + reserved.beneficiary.pending.id() + from);
            }
        }
        return blockers;
    }

    /** Nobody reads more of a time than its seconds. */
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
