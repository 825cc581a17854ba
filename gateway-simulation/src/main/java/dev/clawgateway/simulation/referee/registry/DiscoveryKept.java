package dev.clawgateway.simulation.referee.registry;

import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The discovery registry: the bootstrap is given once, the version never goes back and grows with
 * each join, who was acknowledged is found until he may have timed out or somebody wanted him out,
 * who was removed is not found, and the leader is the one who was posted.
 */
final class DiscoveryKept implements Judge {
    private final Map<Long, Open> open = new HashMap<>();
    private final Map<String, Seat> seats = new TreeMap<>();
    private final Doubt resets = new Doubt();
    private final Posted posted = new Posted();
    private long version;
    private @Nullable Fact bootstrap;
    private long bootstrapAsked = Seat.NEVER;
    private long bootstrapTold = Seat.NEVER;

    /**
     * A request that has no answer yet.
     *
     * @param version the greatest that was known when it was asked
     */
    private record Open(MemberRequest.OfDiscovery what, long asked, long version) {}

    @Override
    public Invariant invariant() {
        return Invariant.DISCOVERY;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof MemberFact member)) {
            return;
        }
        switch (member) {
            case MemberFact.Asked asked -> {
                if (asked.what() instanceof MemberRequest.OfDiscovery what) {
                    open.put(asked.request(), new Open(what, history.now(), version));
                    asked(what);
                }
            }
            case MemberFact.Unanswered unanswered -> {
                Open request = open.remove(unanswered.request());
                if (request != null) {
                    lost(request.what, history.now());
                }
            }
            case MemberFact.Answered answered -> {
                Open request = open.remove(answered.request());
                if (request != null) {
                    answered(request, answered, history);
                }
            }
        }
    }

    private Seat seat(String id) {
        return seats.computeIfAbsent(id, _ -> new Seat());
    }

    private void asked(MemberRequest.OfDiscovery what) {
        switch (what) {
            case MemberRequest.Join join -> {
                seat(join.id()).wantsIn();
                seat(join.id()).joins.asked();
            }
            case MemberRequest.Leave leave -> seat(leave.id()).leaves.asked();
            case MemberRequest.PostLeader _ -> posted.asked();
            case MemberRequest.Reset _ -> resets.asked();
            case MemberRequest.Beat _,
                    MemberRequest.AskNodes _,
                    MemberRequest.AskLeader _,
                    MemberRequest.AskStats _ -> {}
        }
    }

    private void lost(MemberRequest.OfDiscovery what, long now) {
        switch (what) {
            case MemberRequest.Join join -> seat(join.id()).joins.lost(now);
            case MemberRequest.Leave leave -> seat(leave.id()).leaves.lost(now);
            case MemberRequest.PostLeader _ -> posted.lost(now);
            case MemberRequest.Reset _ -> resets.lost(now);
            case MemberRequest.Beat _,
                    MemberRequest.AskNodes _,
                    MemberRequest.AskLeader _,
                    MemberRequest.AskStats _ -> {}
        }
    }

    private void answered(Open request, MemberFact.Answered fact, History history) {
        long now = history.now();
        switch (fact.answer()) {
            case MemberAnswer.Joined joined -> joined(request, joined, fact, history);
            case MemberAnswer.Beaten beaten -> beaten(request, beaten, fact, history);
            case MemberAnswer.Left left -> left(request, left, now);
            case MemberAnswer.LeaderPosted taken -> posted(request, taken, now);
            case MemberAnswer.Nodes nodes -> {
                versioned(nodes.version(), request, fact, history);
                listed(nodes.nodes(), request, fact, history);
            }
            case MemberAnswer.Leader leader -> {
                versioned(leader.version(), request, fact, history);
                leader(leader.leader(), request, fact, history);
            }
            case MemberAnswer.Stats stats -> {
                versioned(stats.version(), request, fact, history);
                initiated(stats, request, fact, history);
            }
            case MemberAnswer.WasReset reset -> {
                resets.settled(now);
                versioned(reset.version(), request, fact, history);
            }
            case MemberAnswer.Failure failure -> failed(request, failure, now);
            case MemberAnswer.Member _, MemberAnswer.Members _, MemberAnswer.Success _ -> {}
        }
    }

    /** Which errors say that nothing was done: those that are the asker's own. */
    private void failed(Open request, MemberAnswer.Failure failure, long now) {
        if (failure.status() >= 500) {
            lost(request.what, now);
            return;
        }
        switch (request.what) {
            case MemberRequest.Join join -> seat(join.id()).joins.refused();
            case MemberRequest.Leave leave -> seat(leave.id()).leaves.refused();
            case MemberRequest.PostLeader _ -> posted.refused();
            case MemberRequest.Reset _ -> resets.refused();
            case MemberRequest.Beat _,
                    MemberRequest.AskNodes _,
                    MemberRequest.AskLeader _,
                    MemberRequest.AskStats _ -> {}
        }
    }

    private void versioned(long said, Open request, Fact fact, History history) {
        if (said == 0) {
            return; // was not said
        }
        if (said < request.version) {
            throw broken(
                    history, "version %d after version %d".formatted(said, request.version), fact);
        }
        version = Math.max(version, said);
    }

    private void joined(
            Open request, MemberAnswer.Joined joined, MemberFact fact, History history) {
        if (!(request.what instanceof MemberRequest.Join join)) {
            return;
        }
        Seat seat = seat(join.id());
        boolean alone = seat.joins.aloneSince(request.asked);
        seat.joins.settled(history.now());
        if (joined.fresh() && joined.version() <= request.version) {
            throw broken(
                    history,
                    "%s joined anew, and the version is %d as before"
                            .formatted(join.id(), joined.version()),
                    fact);
        }
        // Of two that are under way together nobody knows which came first.
        if (joined.fresh() && alone && inSince(request.asked, seat, history)) {
            throw broken(history, "%s is new to a registry it was in".formatted(join.id()), fact);
        }
        versioned(joined.version(), request, fact, history);
        heard(seat, request, history);
        if (joined.bootstrap()) {
            bootstrap(join, request, fact, history);
        }
        listed(joined.nodes(), request, fact, history);
    }

    private void bootstrap(
            MemberRequest.Join join, Open request, MemberFact fact, History history) {
        Fact before = bootstrap;
        if (join.rejoin()) {
            throw broken(history, "%s rejoins, and is to found".formatted(join.id()), fact);
        }
        if (before != null && resets.clearSince(bootstrapAsked)) {
            throw broken(history, "the bootstrap is given twice", before, fact);
        }
        bootstrap = fact;
        bootstrapAsked = request.asked;
        bootstrapTold = history.now();
    }

    private void beaten(
            Open request, MemberAnswer.Beaten beaten, MemberFact fact, History history) {
        if (!(request.what instanceof MemberRequest.Beat beat)) {
            return;
        }
        Seat seat = seat(beat.id());
        versioned(beaten.version(), request, fact, history);
        if (beaten.known()) {
            gone(beat.id(), request, fact, history);
            heard(seat, request, history);
        } else if (inSince(request.asked, seat, history)) {
            throw broken(history, "%s is not found".formatted(beat.id()), fact);
        }
    }

    private void left(Open request, MemberAnswer.Left left, long now) {
        if (request.what instanceof MemberRequest.Leave leave) {
            Seat seat = seat(leave.id());
            seat.leaves.settled(now);
            if (left.known()) {
                seat.left(request.asked, now);
            }
        }
    }

    private void posted(Open request, MemberAnswer.LeaderPosted answer, long now) {
        if (request.what instanceof MemberRequest.PostLeader post) {
            posted.answered(post.id(), request.asked, answer.taken(), now);
        }
    }

    /** Who is certainly active is in the list, and who is certainly out is not, nor who asks. */
    private void listed(List<String> ids, Open request, MemberFact fact, History history) {
        String asker =
                switch (request.what) {
                    case MemberRequest.Join join -> join.id();
                    case MemberRequest.AskNodes ask -> ask.as();
                    default -> null;
                };
        for (String id : ids) {
            gone(id, request, fact, history);
            if (id.equals(asker)) {
                throw broken(history, "%s is listed to itself".formatted(id), fact);
            }
        }
        long half = history.rules().discoveryTimeout().toNanos() / 2;
        seats.forEach((id, seat) -> {
            boolean active = inSince(request.asked, seat, half, history);
            if (active && !id.equals(asker) && !ids.contains(id)) {
                throw broken(history, "%s is not in the list".formatted(id), fact);
            }
        });
    }

    private void gone(String id, Open request, MemberFact fact, History history) {
        Seat seat = seat(id);
        if (!seat.everKnown()) {
            throw broken(history, "%s never joined, and is there".formatted(id), fact);
        }
        if (seat.outSince(request.asked)) {
            throw broken(history, "%s was removed, and is there".formatted(id), fact);
        }
    }

    private void leader(@Nullable String said, Open request, MemberFact fact, History history) {
        if (said != null && !seat(said).everKnown()) {
            throw broken(history, "%s never joined, and leads".formatted(said), fact);
        }
        String certain = posted.leader(request.asked);
        if (certain != null && leads(certain, history) && !certain.equals(said)) {
            throw broken(
                    history,
                    "%s was posted as leader, and %s leads".formatted(certain, said),
                    fact);
        }
    }

    private boolean leads(String id, History history) {
        return in(seat(id), history)
                && seat(id).stayedSince(posted.askedAt())
                && resets.clearSince(posted.askedAt());
    }

    private void initiated(
            MemberAnswer.Stats stats, Open request, MemberFact fact, History history) {
        boolean given = bootstrap != null && bootstrapTold < request.asked;
        if (given && resets.clearSince(bootstrapAsked) && !stats.initiated()) {
            throw broken(history, "the bootstrap was given, and is not known of", fact);
        }
    }

    private void heard(Seat seat, Open request, History history) {
        seat.heard(request.asked, history.now(), in(seat, history));
    }

    private boolean in(Seat seat, History history) {
        return seat.in(history.now(), history.rules().discoveryTimeout().toNanos())
                && resets.clearSince(seat.lastHeard());
    }

    private boolean inSince(long when, Seat seat, History history) {
        return inSince(when, seat, history.rules().discoveryTimeout().toNanos(), history);
    }

    private boolean inSince(long when, Seat seat, long timeoutNanos, History history) {
        return seat.inSince(when, history.now(), timeoutNanos)
                && resets.clearSince(seat.lastHeard());
    }
}
