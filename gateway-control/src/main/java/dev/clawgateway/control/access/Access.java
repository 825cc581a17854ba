package dev.clawgateway.control.access;

import dev.clawgateway.core.Caller;

/**
 * The one door: whether a caller may do something. Asked once for every operation of every dialect,
 * before anything else. Safe from any thread; never blocks.
 */
public interface Access {
    Decision decide(Caller caller, Operation operation, Target target);

    /** What the door says. */
    sealed interface Decision {
        record Allowed() implements Decision {}

        /**
         * Not for this caller.
         *
         * @param why for the caller: what is missing, and what would be right
         */
        record Denied(String why) implements Decision {}

        /** It acts on what is not there, as far as this caller may know. */
        record Unseen() implements Decision {}
    }
}
