package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out who somebody is. Safe from any thread; never blocks, but may take its time. */
public interface Authenticator {
    /**
     * Looks at an introduction.
     *
     * @param finding told once, on any thread, perhaps before this returns
     */
    void authenticate(Introduction introduction, Consumer<Finding> finding);

    /**
     * Who a peer says it is, and what it shows for it.
     *
     * @param dialect that it speaks
     * @param as who it says it is
     * @param name that a node gives itself; null for others
     * @param tokens that it shows, from wherever its dialect carries one; those of them that are
     *     good have to agree
     */
    record Introduction(
            Peer peer, String dialect, Principal as, @Nullable String name, List<String> tokens) {
        public Introduction {
            tokens = List.copyOf(tokens);
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return as + " at " + peer + " by " + dialect;
        }
    }

    /** What came of it. */
    sealed interface Finding {
        /**
         * Somebody.
         *
         * @param grant what it was let in by: whoever stays must watch it
         * @param labels that a node has by its credential, whatever it says itself
         */
        record Known(Caller caller, Grant grant, Map<String, String> labels) implements Finding {
            public Known {
                labels = Collections.unmodifiableMap(new TreeMap<>(labels));
            }

            /** Somebody whose credential says nothing of labels. */
            public Known(Caller caller, Grant grant) {
                this(caller, grant, Map.of());
            }
        }

        /**
         * Nobody, as far as we are concerned.
         *
         * @param why for the peer: what is missing, and what would be right
         */
        record Refused(String why) implements Finding {}

        /**
         * Nobody, and after too many that were nobody either, by the same way or name.
         *
         * @param pause before it is worth asking again
         */
        record Later(String why, Duration pause) implements Finding {}
    }
}
