package dev.clawgateway.simulation.referee.policy;

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
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import dev.clawgateway.simulation.referee.policy.Doors.Door;
import dev.clawgateway.simulation.referee.policy.Doors.Wish;
import java.util.HashMap;
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
 * that only what {@code OneGrant} says is judged.
 */
final class Closed implements Judge {
    private final Doors doors = new Doors();
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
            case OperatorFact.Asked _ -> doors.asked(wish);
            case OperatorFact.Answered _ -> {
                if (request.done()) {
                    doors.done(wish, history);
                } else if (!request.mayBeDone()) {
                    doors.refused(wish);
                }
            }
            case OperatorFact.Unanswered _ -> doors.unanswered(wish, history.now());
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
                    doors.asked(wish);
                }
            }
            case MemberFact.Answered answered -> {
                Wish wish = memberWishes.remove(answered.request());
                if (wish != null && !(answered.answer() instanceof MemberAnswer.Failure)) {
                    doors.done(wish, history);
                }
            }
            case MemberFact.Unanswered unanswered -> {
                Wish wish = memberWishes.remove(unanswered.request());
                if (wish != null) {
                    doors.unanswered(wish, history.now());
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
        if (doors.closed(door, placedAfter, history)) {
            throw broken(
                    history,
                    "a start that was decided after it was acknowledged to be %s: %s"
                            .formatted(how, told.node()),
                    told);
        }
    }
}
