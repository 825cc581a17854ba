package dev.clawgateway.simulation.referee.fact;

/** What OpenClaw clients ask for and are answered, and what nodes of theirs are given to do. */
public sealed interface OpenClawFact extends Fact {
    /** Who it is about. */
    String peer();

    /** On which connection. */
    long link();

    /**
     * A request was handed to the network.
     *
     * @param id of the request, its connection's own
     */
    record Asked(String peer, long link, String id, String method) implements OpenClawFact {}

    /** An answer to it reached its peer. */
    record Answered(String peer, long link, String id, boolean ok) implements OpenClawFact {}

    /**
     * A node was given a command.
     *
     * @param id of the invocation
     */
    record Ordered(String peer, long link, String id, String command) implements OpenClawFact {}

    /** A node is let in. */
    record LetIn(String peer, long link, String device) implements OpenClawFact {}

    /** It says that it lives. */
    record Beats(String peer, long link, String id) implements OpenClawFact {}

    /** It is told that this was heard. */
    record Heard(String peer, long link, String id) implements OpenClawFact {}

    /** Somebody is about to ask that a device be approved; link 0 where that is not by OpenClaw. */
    record Approving(String peer, long link, String device) implements OpenClawFact {}

    /**
     * Somebody is told that a device is not approved any more.
     *
     * @param id of his request
     */
    record Removed(String peer, long link, String id, String device) implements OpenClawFact {}
}
