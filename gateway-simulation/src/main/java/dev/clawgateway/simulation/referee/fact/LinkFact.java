package dev.clawgateway.simulation.referee.fact;

/**
 * Connections, of peers of every kind. Each has a number of its own in one run, from 1, never used
 * again.
 */
public sealed interface LinkFact extends Fact {
    /** Who has it, such as a machine's or an operator's name. */
    String peer();

    long link();

    /** It stands; for a WebSocket: the upgrade was answered. */
    record Opened(String peer, long link) implements LinkFact {}

    /**
     * The peer knows that it is over.
     *
     * @param code of the Close that came; 0 where none did
     */
    record Closed(String peer, long link, int code, String reason) implements LinkFact {}
}
