package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the output of attempts is known, kept while their nodes come and go. Safe from any
 * thread; what is kept of one attempt is its node's session's.
 */
public final class OutputTails {
    /** Attempts; with one more all are forgotten, and a node that returns tells lines again. */
    private static final int MOST = 10_000;

    private final int most;
    private final Map<AttemptName, Streams> tails = new ConcurrentHashMap<>();

    /** None yet. */
    public OutputTails() {
        this(MOST);
    }

    /** So many at most. */
    OutputTails(int most) {
        this.most = most;
    }

    /** Both streams of an attempt. */
    record Streams(OutputTail out, OutputTail err) {}

    /** What is known of an attempt; its session keeps that for as long as it reads there. */
    Streams of(AttemptName name) {
        if (tails.size() >= most && !tails.containsKey(name)) {
            tails.clear(); // of some whose nodes never returned nobody will say that they are over
        }
        return tails.computeIfAbsent(name, _ -> new Streams(new OutputTail(), new OutputTail()));
    }

    /** The attempt is over. */
    void over(AttemptName name) {
        tails.remove(name);
    }
}
