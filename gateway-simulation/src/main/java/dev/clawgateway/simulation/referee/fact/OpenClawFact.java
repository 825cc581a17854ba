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
}
