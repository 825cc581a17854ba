package dev.clawgateway.core;

import org.jspecify.annotations.Nullable;

/** Who acts: the same somebody on every connection. */
public sealed interface Principal {
    /** A node, by its agent. */
    record Node(NodeId id) implements Principal {
        /** As logs name it. */
        @Override
        public String toString() {
            return id.toString();
        }
    }

    /**
     * A person, or a program that acts for one.
     *
     * @param name null where nobody has asked who it is
     */
    record Operator(@Nullable String name) implements Principal {}

    /**
     * A program or device with an identity of its own that is no node: a member of a registry, say.
     *
     * @param id as it names itself, unique within its dialect
     */
    record Device(String id) implements Principal {}

    /** The gateway itself: timeouts, liveness, what follows from a start. */
    record Gateway() implements Principal {}
}
