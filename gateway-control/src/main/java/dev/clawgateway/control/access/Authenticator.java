package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.Principal;
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
     * @param token null when it shows none
     */
    record Introduction(Peer peer, String dialect, Principal as, @Nullable String token) {}

    /** What came of it. */
    sealed interface Finding {
        record Known(Caller caller) implements Finding {}

        /**
         * Nobody, as far as we are concerned.
         *
         * @param why for the peer: what is missing, and what would be right
         */
        record Refused(String why) implements Finding {}
    }
}
