package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Each request of an OpenClaw client is answered once, and nothing is answered that was not asked;
 * and a command is given to a node once. At rest every request has its answer whose connection
 * stands, unless it is younger than the longest that a command may take.
 */
final class AnsweredOnce implements Judge {
    private static final long LONGEST_NANOS = Duration.ofSeconds(90).toNanos();

    /** When it was asked, by connection and id. */
    private final Map<String, Map.Entry<Long, OpenClawFact.Asked>> open = new LinkedHashMap<>();

    private final Set<String> ordered = new HashSet<>();

    @Override
    public Invariant invariant() {
        return Invariant.ANSWERS;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case OpenClawFact.Asked asked -> {
                open.put(key(asked.link(), asked.id()), Map.entry(history.now(), asked));
            }
            case OpenClawFact.Answered answered -> {
                if (open.remove(key(answered.link(), answered.id())) == null) {
                    throw broken(
                            history, "an answer to what was answered, or never asked", answered);
                }
            }
            case OpenClawFact.Ordered order -> {
                if (!ordered.add(order.id())) {
                    throw broken(history, "a command that was given before", order);
                }
            }
            case LinkFact.Closed closed ->
                    open.values().removeIf(asked -> asked.getValue().link() == closed.link());
            default -> {}
        }
    }

    @Override
    public void rested(History history) {
        for (Map.Entry<Long, OpenClawFact.Asked> asked : open.values()) {
            if (history.now() - asked.getKey() >= LONGEST_NANOS) {
                throw broken(history, "nobody ever answers " + asked.getValue());
            }
        }
    }

    private static String key(long link, String id) {
        return link + " " + id;
    }
}
