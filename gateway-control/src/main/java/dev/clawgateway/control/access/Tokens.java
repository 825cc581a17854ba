package dev.clawgateway.control.access;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.access.Credential;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Makes tokens, and reads those that are to be exchanged. Safe from any thread; never blocks. */
public interface Tokens {
    /** The token, signed: a secret from here on. */
    String sign(Credential credential);

    /**
     * Reads what somebody shows, of any kind of holder. Whether it was taken back or used up is not
     * asked. Whoever shows what is no token of ours is counted, and waits longer each time.
     *
     * @param tokens the good ones of which have to agree
     * @param reading told once, on any thread, perhaps before this returns
     */
    void read(Peer peer, List<String> tokens, Consumer<Reading> reading);

    /** What was shown. */
    sealed interface Reading {
        record Good(Credential credential) implements Reading {}

        /** Was good once. */
        record Expired(Credential credential) implements Reading {}

        /** None, none of ours, or of keys that are no more: all the same. */
        record Bad(String why) implements Reading {}

        /**
         * The same, after too many.
         *
         * @param pause before it is worth asking again
         */
        record Later(String why, Duration pause) implements Reading {}
    }
}
