package dev.clawgateway.simulation.referee.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credentials: who has which, who shows which, and what is asked about them over HTTP. Each request
 * has a number of its own in one run, from 1, shared with nobody else's. In a world where nobody is
 * asked for a credential there is none of these.
 */
public sealed interface AccessFact extends Fact {
    String peer();

    /** Tokens of these keys are good from now on, and of no others. */
    record KeysChanged(String peer, List<String> good) implements AccessFact {
        public KeysChanged {
            good = List.copyOf(good);
        }
    }

    /** It has this one from now on. */
    record Given(String peer, Pass pass) implements AccessFact {}

    /**
     * It opens a connection by one.
     *
     * @param pass its id
     */
    record Shows(String peer, long link, String pass) implements AccessFact {}

    /**
     * Handed to the network.
     *
     * @param pass id of the one that it shows
     */
    record Asked(String peer, long request, AccessRequest what, String pass)
            implements AccessFact {}

    /**
     * The answer reached it.
     *
     * @param status of HTTP
     * @param made a credential that it has by this; null for none
     */
    record Answered(String peer, long request, int status, @Nullable Pass made)
            implements AccessFact {
        /** Whether it was done. */
        public boolean done() {
            return status / 100 == 2;
        }
    }

    /**
     * The gateway wrote down what somebody did.
     *
     * @param operation in the words of the documentation
     * @param id of what it was done to; empty where there is none
     */
    record Written(String peer, String operation, String id, String result) implements AccessFact {}

    /**
     * Those who could not help themselves were helped, and the others have had their time: whoever
     * has one that ends soon gets one that lasts.
     */
    record Prolonged(String peer) implements AccessFact {}

    /** No whole answer came. */
    record Unanswered(String peer, long request) implements AccessFact {}
}
