package dev.clawgateway.embedded;

import dev.clawgateway.core.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a node's session, or to the gateway's trust in the node. */
public sealed interface SessionEvent {
    /**
     * A session of the node has registered: it is connected.
     *
     * @param name of the node; null where that is not known
     */
    record Registered(long number, Instant at, NodeId node, @Nullable String name)
            implements SessionEvent {}

    /**
     * The session has ended.
     *
     * @param reason in words; null when nothing is known
     */
    record Disconnected(long number, Instant at, NodeId node, @Nullable String reason)
            implements SessionEvent {}

    /** It is silent too long, with its session open. */
    record Degraded(long number, Instant at, NodeId node) implements SessionEvent {}

    /** It is heard again. */
    record Healthy(long number, Instant at, NodeId node) implements SessionEvent {}

    /** It was away or silent for so long that its work is placed elsewhere. */
    record Lost(long number, Instant at, NodeId node) implements SessionEvent {}

    /** It gets no new work, and is to be empty. */
    record Draining(long number, Instant at, NodeId node) implements SessionEvent {}

    /**
     * Something is wrong with it: a GPU is not well, it is left alone for a while, or it runs what
     * nobody knows.
     *
     * @param detail in words; null when nothing more is known
     */
    record Trouble(long number, Instant at, NodeId node, @Nullable String detail)
            implements SessionEvent {}

    /**
     * Whoever reads was too slow: events up to this number are no longer kept. What is known of
     * nodes has to be looked at.
     */
    record Missed(long number) implements SessionEvent {}

    /**
     * Among all events of the gateway, growing from 1; numbers that are missing are of other
     * things.
     */
    long number();
}
