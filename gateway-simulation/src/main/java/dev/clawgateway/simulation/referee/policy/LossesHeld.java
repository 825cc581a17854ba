package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * While more than a fifth of the nodes heard of late, and at least five, are silent together, none
 * is given up, unless that took too long or somebody said so. What the gateway heard, and when, is
 * taken from its own history of events; what follows from it is counted anew here.
 *
 * <p>What was a moment before the loss counts: of those who fall silent together each is for a
 * while away for as long as the other, and who is away for longer than work is kept is none of
 * those heard of late. From then on none may be lost, until enough are back and had time again.
 */
final class LossesHeld implements Judge {
    private static final int LEAST = 5;
    private static final int SHARE = 5;
    private static final Duration MOMENT = Duration.ofSeconds(4);
    private static final Duration NOTICED = Duration.ofSeconds(60);

    private static final class Node {
        /** From when on it is missing; null while it is heard. */
        @Nullable Instant missingFrom;

        /** From when on it may be none of those heard of late. */
        @Nullable Instant goneFrom;

        @Nullable Instant lostAt;
        boolean windowed;
    }

    private final Map<NodeId, Node> nodes = new LinkedHashMap<>();

    /** By an operator, which outlasts the gateway. */
    private final Set<NodeId> drained = new LinkedHashSet<>();

    /** Of maintenance windows, now or later: whether they count nobody knows here. */
    private final Set<NodeId> windowed = new LinkedHashSet<>();

    private long last;
    private boolean waiting;
    private boolean givenUp;

    /** When so many of them were given up that it was over. */
    private @Nullable Instant overSince;

    @Override
    public Invariant invariant() {
        return Invariant.LOSSES;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof OperatorFact.Asked asked) {
            RequestStory request = history.request(asked.request());
            if (request != null && request.what() instanceof CliRequest.SetMaintenance set) {
                windowed.addAll(set.nodes());
            }
        } else if (fact instanceof WorldFact.HistoryRead read) {
            boolean clockIsTrue = history.clockStepsNanos() == 0;
            for (Event event : read.events()) {
                if (event.sequence() > last) {
                    last = event.sequence();
                    take(event, clockIsTrue, history);
                }
            }
            // Whoever is not back when the next one serves is away without a word of that.
            nodes.clear();
            waiting = false;
            givenUp = false;
        }
    }

    private void take(Event event, boolean clockIsTrue, History history) {
        if (event.subject() instanceof Subject.Node(NodeId id)) {
            if (event.kind() == Event.Kind.NODE_FORGOTTEN) {
                nodes.remove(id);
                drained.remove(id);
            } else {
                Node node = nodes.computeIfAbsent(id, _ -> new Node());
                node.windowed = windowed.contains(id);
                drain(event, id);
                take(event, node, clockIsTrue, history);
            }
            return;
        }
        switch (event.kind()) {
            case MASS_SILENCE_BEGAN -> waiting = true;
            case MASS_SILENCE_GIVEN_UP -> {
                waiting = false;
                givenUp = true;
            }
            case MASS_SILENCE_ENDED -> {
                overSince = givenUp ? event.at() : null;
                waiting = false;
                givenUp = false;
            }
            default -> {}
        }
    }

    private void take(Event event, Node node, boolean clockIsTrue, History history) {
        Duration timeout = history.rules().nodeTimeout();
        switch (event.kind()) {
            case NODE_REGISTERED, NODE_HEALTHY -> {
                node.missingFrom = null;
                node.goneFrom = null;
                node.lostAt = null;
            }
            case NODE_DISCONNECTED -> {
                if (node.missingFrom == null) {
                    node.missingFrom = event.at().plus(noticed(timeout));
                    node.goneFrom = event.at().plus(timeout);
                }
            }
            case NODE_DEGRADED -> {
                node.missingFrom = event.at();
                node.goneFrom = event.at().minus(NOTICED).plus(timeout);
            }
            case NODE_LOST -> {
                if (waiting) {
                    throw broken(history, "lost while many are silent: " + event);
                }
                if (clockIsTrue && !givenUp && !event.at().equals(overSince)) {
                    count(event, history);
                }
                node.lostAt = event.at();
            }
            default -> {}
        }
    }

    private void drain(Event event, NodeId node) {
        switch (event.kind()) {
            case NODE_DRAINING -> drained.add(node);
            case NODE_UNDRAINED -> drained.remove(node);
            default -> {}
        }
    }

    private static Duration noticed(Duration timeout) {
        Duration half = timeout.dividedBy(2);
        return half.compareTo(NOTICED) < 0 ? half : NOTICED;
    }

    private void count(Event lost, History history) {
        Instant before = lost.at().minus(MOMENT);
        Collection<Node> counted =
                nodes.entrySet().stream()
                        .filter(entry -> !drained.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(node -> node.lostAt == null || node.lostAt.isAfter(before))
                        .toList();
        long missing = counted.stream().filter(node -> missing(node, before)).count();
        if (missing >= LEAST && missing * SHARE > counted.size()) {
            throw broken(
                    history,
                    "%d of %d nodes were silent together, and one was given up: %s"
                            .formatted(missing, counted.size(), lost));
        }
    }

    private static boolean missing(Node node, Instant at) {
        return !node.windowed
                && node.missingFrom != null
                && node.missingFrom.isBefore(at)
                && node.goneFrom != null
                && node.goneFrom.isAfter(at);
    }
}
