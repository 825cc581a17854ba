package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A credential that was taken back, has expired, or was signed with a key that is no more, gets
 * nobody anything: no new request over HTTP at once, and no session that it opened before after
 * five seconds. One that was taken back is never renewed.
 *
 * <p>Of machines with our agent, which do not say which of theirs they show: once none of them is
 * good.
 */
final class EndsWithPass implements Judge {
    /** Five seconds, and one look. */
    private static final long MOMENTS_NANOS = 6_000_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Passes passes = new Passes();
    private final Map<String, String> shownBy = new HashMap<>();
    private final Map<Long, String> shownOn = new HashMap<>();
    private final Map<Long, Act> asked = new HashMap<>();
    private final Map<Long, Deque<Long>> beats = new HashMap<>();
    private final Map<Long, Long> registering = new HashMap<>();

    /** What somebody does. */
    private record Act(String pass, long at) {}

    @Override
    public Invariant invariant() {
        return Invariant.CREDENTIALS;
    }

    @Override
    public void hear(Fact fact, History history) {
        Passes.Request request = passes.hear(fact, history);
        switch (fact) {
            case AccessFact.Shows(String peer, long link, String pass) -> {
                shownBy.put(peer, pass);
                shownOn.put(link, pass);
            }
            case AccessFact.Answered answered -> {
                if (request != null && answered.done()) {
                    overHttp(request, answered, history);
                }
            }
            case OperatorFact.Asked ask -> {
                String pass = shownBy.get(ask.operator());
                if (pass != null) {
                    asked.put(ask.request(), new Act(pass, history.now()));
                }
            }
            case OperatorFact.Answered answered -> answered(answered, history);
            case NodeFact.Said said -> said(said, history);
            case NodeFact.Told told -> told(told, history);
            default -> {}
        }
    }

    private void overHttp(Passes.Request request, AccessFact.Answered answered, History history) {
        String pass = request.asked().pass();
        boolean grace = request.asked().what() instanceof AccessRequest.Renew;
        long expired = Math.max(passes.expiresAt(pass), passes.disturbedAt()) + SECOND_NANOS;
        if (request.at() > passes.voidSince(pass) || (!grace && request.at() > expired)) {
            throw broken(
                    history,
                    "%s did %s by a credential that was good no longer: %s"
                            .formatted(answered.peer(), request.asked().what(), passes.pass(pass)),
                    request.asked(),
                    answered);
        }
    }

    private void answered(OperatorFact.Answered answered, History history) {
        Act act = asked.remove(answered.request());
        if (act != null
                && !(answered.answer() instanceof CliReply.Failure)
                && outlived(act.pass, act.at)) {
            throw broken(
                    history,
                    "%s was answered by a credential that had ended long before he asked: %s"
                            .formatted(answered.operator(), passes.pass(act.pass)),
                    answered);
        }
    }

    private void said(NodeFact.Said said, History history) {
        if (said.message() instanceof NodeMessage.Heartbeat) {
            beats.computeIfAbsent(said.link(), _ -> new ArrayDeque<>()).add(history.now());
        } else if (said.message() instanceof NodeMessage.Register) {
            registering.putIfAbsent(said.link(), history.now());
        }
    }

    private void told(NodeFact.Told told, History history) {
        Long at =
                switch (told.command()) {
                    case NodeCommand.HeartbeatAck _ -> beat(told.link());
                    case NodeCommand.Registered _ -> registering.get(told.link());
                    default -> null;
                };
        if (at != null && outlived(told, at)) {
            throw broken(
                    history,
                    "%s is a node by a credential that had ended long before it spoke: %s"
                            .formatted(
                                    told.machine(),
                                    shown(told).stream().map(passes::pass).toList()),
                    told);
        }
    }

    private @Nullable Long beat(long link) {
        Deque<Long> said = beats.get(link);
        return said == null ? null : said.poll();
    }

    private boolean outlived(NodeFact.Told told, long at) {
        List<String> shown = shown(told);
        return !shown.isEmpty() && shown.stream().allMatch(pass -> outlived(pass, at));
    }

    private List<String> shown(NodeFact.Told told) {
        String pass = shownOn.get(told.link());
        return pass == null ? passes.of(told.machine()) : List.of(pass);
    }

    private boolean outlived(String pass, long at) {
        long ended = Math.min(passes.voidSince(pass), passes.expiresAt(pass));
        return at - MOMENTS_NANOS > Math.max(ended, passes.disturbedAt());
    }
}
