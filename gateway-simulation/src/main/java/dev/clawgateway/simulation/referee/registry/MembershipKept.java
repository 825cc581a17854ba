package dev.clawgateway.simulation.referee.registry;

import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The membership registry: who was let in is found until somebody wants him out, what was disabled
 * stays so until somebody enables it, and an answer is about whom it was asked of.
 *
 * <p>A new id at the address of an inactive member takes its place. So nothing is demanded of one
 * at whose address another id was let in.
 */
final class MembershipKept implements Judge {
    private static final int NOT_FOUND = 404;
    private static final String DISABLED = "disabled";

    private final Map<Long, Open> open = new HashMap<>();
    private final Map<String, Seat> seats = new TreeMap<>();
    private final Map<String, Set<String>> urls = new HashMap<>();
    private final Map<String, Switch> switches = new HashMap<>();

    private record Open(MemberRequest.OfMembership what, long asked) {
        boolean isAt(String url) {
            return what instanceof MemberRequest.Enter enter && enter.url().equals(url);
        }
    }

    /** Whether an operator has taken a member out of service. */
    private static final class Switch {
        private final Doubt enables = new Doubt();
        private long asked = Seat.NEVER;
        private long disabled = Seat.NEVER;

        void off(long when, long now) {
            asked = when;
            disabled = now;
        }

        /** Who may have been taken out since may be another who came under the same id. */
        boolean offSince(long when, Seat seat) {
            return disabled != Seat.NEVER
                    && disabled < when
                    && enables.clearSince(asked)
                    && seat.leaves.clearSince(asked);
        }
    }

    @Override
    public Invariant invariant() {
        return Invariant.MEMBERSHIP;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof MemberFact member)) {
            return;
        }
        switch (member) {
            case MemberFact.Asked asked -> {
                if (asked.what() instanceof MemberRequest.OfMembership what) {
                    open.put(asked.request(), new Open(what, history.now()));
                    asked(what, history.now());
                }
            }
            case MemberFact.Unanswered unanswered -> {
                Open request = open.remove(unanswered.request());
                if (request != null) {
                    over(request.what, history.now(), true);
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

    private Switch switchOf(String id) {
        return switches.computeIfAbsent(id, _ -> new Switch());
    }

    private void asked(MemberRequest.OfMembership what, long now) {
        switch (what) {
            case MemberRequest.Enter enter -> {
                // What was disabled passes on; whether it did is not certain.
                urls.getOrDefault(enter.url(), Set.of()).stream()
                        .filter(before -> !before.equals(enter.id()))
                        .forEach(before -> mayBeReplaced(before, now));
                if (enter.id() != null) {
                    seat(enter.id()).joins.asked();
                }
            }
            case MemberRequest.Delete delete -> seat(delete.id()).leaves.asked();
            case MemberRequest.Enable enable -> switchOf(enable.id()).enables.asked();
            default -> {}
        }
    }

    private void mayBeReplaced(String id, long now) {
        seat(id).leaves.asked();
        seat(id).leaves.lost(now);
    }

    /** It was done by now, or nobody will know. */
    private void over(MemberRequest.OfMembership what, long now, boolean lost) {
        Doubt doubt =
                switch (what) {
                    case MemberRequest.Enter enter ->
                            enter.id() == null ? null : seat(enter.id()).joins;
                    case MemberRequest.Delete delete -> seat(delete.id()).leaves;
                    case MemberRequest.Enable enable -> switchOf(enable.id()).enables;
                    default -> null;
                };
        if (doubt != null && lost) {
            doubt.lost(now);
        } else if (doubt != null) {
            doubt.settled(now);
        }
    }

    private void answered(Open request, MemberFact.Answered fact, History history) {
        boolean failed = fact.answer() instanceof MemberAnswer.Failure;
        over(request.what, history.now(), failed);
        switch (fact.answer()) {
            case MemberAnswer.Member member -> member(request, member, fact, history);
            case MemberAnswer.Members members -> members(request, members, fact, history);
            case MemberAnswer.Success _ -> succeeded(request, history);
            case MemberAnswer.Failure failure -> {
                if (failure.status() == NOT_FOUND) {
                    notFound(request, fact, history);
                }
            }
            default -> {}
        }
    }

    private void member(
            Open request, MemberAnswer.Member member, MemberFact fact, History history) {
        if (request.what instanceof MemberRequest.Enter enter) {
            boolean same = enter.id() == null || enter.id().equals(member.id());
            if (!same || !enter.url().equals(member.url())) {
                throw broken(history, "%s was let in as %s".formatted(enter, member), fact);
            }
            urls.computeIfAbsent(member.url(), _ -> new TreeSet<>()).add(member.id());
            if (open.values().stream().anyMatch(other -> other.isAt(member.url()))) {
                mayBeReplaced(member.id(), history.now());
            }
            heard(member.id(), request, history);
        } else if (request.what instanceof MemberRequest.AskMember ask) {
            if (!ask.id().equals(member.id())) {
                throw broken(history, "%s was asked for".formatted(ask.id()), fact);
            }
            gone(member.id(), request, fact, history);
        }
        shown(member.id(), member.status(), request, fact, history);
    }

    private void members(
            Open request, MemberAnswer.Members members, MemberFact fact, History history) {
        members.statuses()
                .forEach((id, status) -> {
                    gone(id, request, fact, history);
                    shown(id, status, request, fact, history);
                });
        seats.forEach((id, seat) -> {
            boolean due = inSince(request.asked, seat, history);
            if (due && !members.statuses().containsKey(id)) {
                throw broken(history, "%s is not in the list".formatted(id), fact);
            }
        });
    }

    private void shown(String id, String status, Open request, MemberFact fact, History history) {
        if (switchOf(id).offSince(request.asked, seat(id)) && !status.equals(DISABLED)) {
            throw broken(history, "%s is disabled, and shown as %s".formatted(id, status), fact);
        }
    }

    private void gone(String id, Open request, MemberFact fact, History history) {
        if (seat(id).outSince(request.asked)) {
            throw broken(history, "%s was removed, and is there".formatted(id), fact);
        }
    }

    private void succeeded(Open request, History history) {
        long now = history.now();
        switch (request.what) {
            case MemberRequest.Pulse pulse -> heard(pulse.id(), request, history);
            case MemberRequest.Disable disable -> switchOf(disable.id()).off(request.asked, now);
            case MemberRequest.Delete delete -> seat(delete.id()).left(request.asked, now);
            default -> {}
        }
    }

    private void notFound(Open request, MemberFact fact, History history) {
        String id =
                switch (request.what) {
                    case MemberRequest.Pulse pulse -> pulse.id();
                    case MemberRequest.AskMember ask -> ask.id();
                    case MemberRequest.Enable enable -> enable.id();
                    case MemberRequest.Disable disable -> disable.id();
                    default -> null;
                };
        if (id != null && inSince(request.asked, seat(id), history)) {
            throw broken(history, "%s is not found".formatted(id), fact);
        }
    }

    private void heard(String id, Open request, History history) {
        Seat seat = seat(id);
        long retention = history.rules().memberRetention().toNanos();
        seat.heard(request.asked, history.now(), seat.in(history.now(), retention));
    }

    private static boolean inSince(long when, Seat seat, History history) {
        return seat.inSince(when, history.now(), history.rules().memberRetention().toNanos());
    }
}
