package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MemberAnswer;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.MemberRequest;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * I9: no attempt is told to a node that was placed there while it was drained or cordoned, or the
 * gateway in maintenance. It was, when an operator was answered so before the attempt was placed at
 * the earliest (somebody asked later and was shown that it was not), and until it was told nobody
 * asked to take that back. What an operator said of a node is forgotten with the node, when it has
 * been away for long.
 *
 * <p>That a node is disconnected or degraded is the gateway's own view, and no operator's word; of
 * that only what {@link OneGrant} says is judged.
 */
final class Closed implements Judge {
    private static final long DOUBT_NANOS = 600_000_000_000L;

    /** What an operator has closed: a node in one of two ways, or all. */
    private sealed interface Door {
        record Drain(NodeId node) implements Door {}

        record Cordon(NodeId node) implements Door {}

        record Maintenance() implements Door {}
    }

    /** A wish to close or open. */
    private record Wish(Door door, boolean close, long askedAt) {}

    /** Since when each is closed for certain. */
    private final Map<Door, Long> closedSince = new LinkedHashMap<>();

    /** Wishes to open that may still take effect. */
    private final Map<Door, Integer> openings = new HashMap<>();

    private final Map<Door, Long> inDoubtUntil = new HashMap<>();
    private final Map<Door, Long> openedAt = new HashMap<>();
    private final Map<Long, Wish> memberWishes = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.I9_CLOSED;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case OperatorFact operator -> operator(operator, history);
            case MemberFact member -> member(member, history);
            case NodeFact.Told told -> {
                if (told.command() instanceof NodeCommand.StartWorkload start) {
                    started(told, start, history);
                }
            }
            default -> {}
        }
    }

    private void operator(OperatorFact fact, History history) {
        RequestStory request = history.request(fact.request());
        Wish wish = request == null ? null : wish(request.what(), request.askedAt());
        if (request == null || wish == null) {
            return;
        }
        switch (fact) {
            case OperatorFact.Asked _ -> asked(wish);
            case OperatorFact.Answered _ -> {
                if (request.done()) {
                    done(wish, history);
                } else if (!request.mayBeDone()) {
                    refused(wish);
                }
            }
            case OperatorFact.Unanswered _ -> unanswered(wish, history.now());
        }
    }

    private static @Nullable Wish wish(CliRequest request, long at) {
        return switch (request) {
            case CliRequest.DrainNode drain ->
                    new Wish(new Door.Drain(drain.nodeId()), drain.drain(), at);
            case CliRequest.CordonNode cordon ->
                    new Wish(new Door.Cordon(cordon.nodeId()), true, at);
            case CliRequest.UncordonNode cordon ->
                    new Wish(new Door.Cordon(cordon.nodeId()), false, at);
            case CliRequest.SetServing set -> new Wish(new Door.Maintenance(), !set.serving(), at);
            default -> null;
        };
    }

    private void member(MemberFact fact, History history) {
        switch (fact) {
            case MemberFact.Asked asked -> {
                Wish wish = wish(asked.what(), history.now());
                if (wish != null) {
                    memberWishes.put(asked.request(), wish);
                    asked(wish);
                }
            }
            case MemberFact.Answered answered -> {
                Wish wish = memberWishes.remove(answered.request());
                if (wish != null && !(answered.answer() instanceof MemberAnswer.Failure)) {
                    done(wish, history);
                }
            }
            case MemberFact.Unanswered unanswered -> {
                Wish wish = memberWishes.remove(unanswered.request());
                if (wish != null) {
                    unanswered(wish, history.now());
                }
            }
        }
    }

    /** The membership registry lists nodes too: enabling one is to uncordon it. */
    private static @Nullable Wish wish(MemberRequest request, long at) {
        return switch (request) {
            case MemberRequest.Serve serve ->
                    new Wish(new Door.Maintenance(), !serve.serving(), at);
            case MemberRequest.Enable enable -> node(enable.id(), false, at);
            case MemberRequest.Disable disable -> node(disable.id(), true, at);
            default -> null;
        };
    }

    private static @Nullable Wish node(String id, boolean close, long at) {
        try {
            return new Wish(new Door.Cordon(NodeId.parse(id)), close, at);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private void asked(Wish wish) {
        if (!wish.close()) {
            closedSince.remove(wish.door());
            openings.merge(wish.door(), 1, Integer::sum);
        }
    }

    private void done(Wish wish, History history) {
        long now = history.now();
        if (!wish.close()) {
            openedAt.put(wish.door(), now);
            refused(wish);
        } else if (openings.getOrDefault(wish.door(), 0) == 0
                // Of two that were under way together nobody knows which came first.
                && openedAt.getOrDefault(wish.door(), -1L) < wish.askedAt()
                && now > inDoubtUntil.getOrDefault(wish.door(), -1L)) {
            closedSince.compute(
                    wish.door(),
                    (door, since) ->
                            since == null || forgotten(door, since, history) ? now : since);
        }
    }

    private static boolean forgotten(Door door, long since, History history) {
        return switch (door) {
            case Door.Drain(NodeId node) -> forgotten(node, since, history);
            case Door.Cordon(NodeId node) -> forgotten(node, since, history);
            case Door.Maintenance _ -> false;
        };
    }

    private static boolean forgotten(NodeId node, long since, History history) {
        return history.node(node).mayHaveBeenForgotten(since, history.now());
    }

    /** It may take effect a while later. */
    private void unanswered(Wish wish, long now) {
        if (!wish.close()) {
            refused(wish);
            inDoubtUntil.put(wish.door(), now + DOUBT_NANOS);
        }
    }

    private void refused(Wish wish) {
        if (!wish.close()) {
            openings.computeIfPresent(wish.door(), (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    private void started(NodeFact.Told told, NodeCommand.StartWorkload start, History history) {
        WorkloadStory workload = history.workload(start.workloadId());
        Integer attempt = start.attempt();
        if (workload == null || attempt == null || workload.submission() == null) {
            return;
        }
        long placed = workload.placedAfter(attempt);
        closed(new Door.Drain(told.node()), placed, "drained", told, history);
        closed(new Door.Cordon(told.node()), placed, "cordoned", told, history);
        closed(new Door.Maintenance(), placed, "in maintenance", told, history);
    }

    private void closed(
            Door door, long placedAfter, String how, NodeFact.Told told, History history) {
        Long since = closedSince.get(door);
        if (since != null && placedAfter > since && !forgotten(door, since, history)) {
            throw broken(
                    history,
                    "a start that was decided after it was acknowledged to be %s: %s"
                            .formatted(how, told.node()),
                    told);
        }
    }
}
