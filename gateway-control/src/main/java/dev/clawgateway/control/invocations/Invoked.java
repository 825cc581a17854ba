package dev.clawgateway.control.invocations;

/** What came of an invocation. */
public sealed interface Invoked {
    /** The node answered. */
    record Answered(InvocationResult result) implements Invoked {}

    /** No answer comes. */
    record Failed(InvocationFailure failure) implements Invoked {}
}
