package dev.clawgateway.simulation.referee.registry;

import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * When five members and more fall silent together, and they are more than a fifth of all, the
 * gateway holds that for its own fault: whoever comes back within an hour is a member still.
 *
 * <p>Together is within a fifth of the timeout, so that all are quiet before the first is due. It
 * is judged only where so few were ever members that no other such silence can have begun before.
 */
final class SilentTogether implements Judge {
    private static final int LEAST = 5;
    private static final int MOST_EVER = 2 * LEAST - 1;
    private static final long LONGEST_NANOS = Duration.ofMinutes(50).toNanos();

    private final Map<Long, Open> open = new HashMap<>();
    private final Map<String, Life> lives = new TreeMap<>();
    private final Doubt removals = new Doubt();

    private record Open(MemberRequest.OfDiscovery what, long asked) {}

    /** When a member was heard for the last time. */
    private static final class Life {
        private final Doubt signs = new Doubt();
        private long asked = Seat.NEVER;
        private long answered = Seat.NEVER;

        void heard(long askedAt, long now) {
            asked = Math.max(asked, askedAt);
            answered = now;
        }

        boolean silentSince(long from, long to) {
            return asked >= from && answered <= to && signs.clearSince(answered + 1);
        }
    }

    @Override
    public Invariant invariant() {
        return Invariant.DISCOVERY;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case MemberFact.Asked asked -> {
                if (asked.what() instanceof MemberRequest.OfDiscovery what) {
                    open.put(asked.request(), new Open(what, history.now()));
                    doubt(what).asked();
                }
            }
            case MemberFact.Unanswered lost -> {
                Open request = open.remove(lost.request());
                if (request != null) {
                    doubt(request.what).lost(history.now());
                }
            }
            case MemberFact.Answered answered -> {
                Open request = open.remove(answered.request());
                if (request != null) {
                    answered(request, answered, history);
                }
            }
            default -> {}
        }
    }

    /** What the request may change: who is in, or when somebody was heard. */
    private Doubt doubt(MemberRequest.OfDiscovery what) {
        return switch (what) {
            case MemberRequest.Join join -> life(join.id()).signs;
            case MemberRequest.Beat beat -> life(beat.id()).signs;
            case MemberRequest.Leave _, MemberRequest.Reset _ -> removals;
            case MemberRequest.PostLeader _,
                    MemberRequest.AskNodes _,
                    MemberRequest.AskLeader _,
                    MemberRequest.AskStats _ ->
                    new Doubt();
        };
    }

    private Life life(String id) {
        return lives.computeIfAbsent(id, _ -> new Life());
    }

    private void answered(Open request, MemberFact.Answered fact, History history) {
        long now = history.now();
        if (request.what instanceof MemberRequest.Beat beat
                && fact.answer() instanceof MemberAnswer.Beaten beaten
                && !beaten.known()) {
            unknown(beat.id(), request.asked, fact, history);
        }
        Doubt doubt = doubt(request.what);
        if (fact.answer() instanceof MemberAnswer.Failure) {
            doubt.lost(now);
        } else {
            doubt.settled(now);
        }
        if (request.what instanceof MemberRequest.Join join
                && fact.answer() instanceof MemberAnswer.Joined) {
            life(join.id()).heard(request.asked, now);
        } else if (request.what instanceof MemberRequest.Beat beat
                && fact.answer() instanceof MemberAnswer.Beaten beaten
                && beaten.known()) {
            life(beat.id()).heard(request.asked, now);
        }
    }

    private void unknown(String id, long asked, MemberFact.Answered fact, History history) {
        Life own = life(id);
        // Asked before it had joined, it may have been heard before that.
        if (own.asked == Seat.NEVER
                || asked <= own.answered
                || !own.signs.aloneSince(own.answered + 1)
                || lives.size() > MOST_EVER) {
            return;
        }
        long together = history.rules().discoveryTimeout().toNanos() / 5;
        long from = own.asked - together;
        long others =
                lives.values().stream()
                        .filter(other -> other != own)
                        .filter(other -> other.silentSince(from, own.asked + together))
                        .count();
        if (others + 1 >= LEAST
                && own.answered <= own.asked + together
                && removals.clearSince(from)
                && history.now() - from < LONGEST_NANOS) {
            throw broken(
                    history,
                    "%s fell silent together with %d others, and is unknown".formatted(id, others),
                    fact);
        }
    }
}
