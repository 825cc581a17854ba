package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the output of attempts is known, kept while their nodes come and go. Safe from any
 * thread; what is kept of one attempt is its node's session's.
 */
public final class OutputTails {
    /** Attempts; beyond these a node that returns tells lines again. */
    private static final int MOST = 10_000;

    private final Map<AttemptName, Streams> tails = new ConcurrentHashMap<>();

    /** Both streams of an attempt. */
    record Streams(OutputTail out, OutputTail err) {}

    Streams of(AttemptName name) {
        if (tails.size() >= MOST && !tails.containsKey(name)) {
            return fresh();
        }
        return tails.computeIfAbsent(name, _ -> fresh());
    }

    private static Streams fresh() {
        return new Streams(new OutputTail(), new OutputTail());
    }

    /** The attempt is over. */
    void over(AttemptName name) {
        tails.remove(name);
    }
}
