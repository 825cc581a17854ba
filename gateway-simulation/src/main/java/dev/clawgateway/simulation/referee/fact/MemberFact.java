package dev.clawgateway.simulation.referee.fact;

/**
 * What members of the two registries ask and are answered over HTTP. Each request has a number of
 * its own in one run, from 1, shared with nobody else's.
 */
public sealed interface MemberFact extends Fact {
    String peer();

    long request();

    record Asked(String peer, long request, MemberRequest what) implements MemberFact {}

    record Answered(String peer, long request, MemberAnswer answer) implements MemberFact {}

    /** No whole answer came. */
    record Unanswered(String peer, long request) implements MemberFact {}
}
