package dev.clawgateway.control.operations.access;

/** What became of a wish to take a token back. */
public sealed interface TakenBack {
    /** It is taken back. */
    record Known(KnownToken token) implements TakenBack {}

    /** Taken back too, but made elsewhere with the same key: nothing more is known of it. */
    record Foreign() implements TakenBack {}

    /** There is none in the caller's reach. */
    record Unseen() implements TakenBack {}
}
