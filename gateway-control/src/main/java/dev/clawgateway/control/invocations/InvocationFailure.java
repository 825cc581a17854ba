package dev.clawgateway.control.invocations;

import dev.clawgateway.core.ErrorCode;

/**
 * Why no answer comes to an invocation.
 *
 * @param why for people
 * @param dispatched false where the node was certainly not told of it, so that asking again repeats
 *     nothing; true where it was, or may have been
 */
public record InvocationFailure(Cause cause, String why, boolean dispatched) {
    /** What became of it. */
    public enum Cause {
        /** The node has no session. */
        NOT_CONNECTED(ErrorCode.NODE_NOT_FOUND),
        /** Too much is in flight, to this node or in all. */
        TOO_MANY(ErrorCode.OVERLOADED),
        /** The node does not take what it is sent. */
        NOT_SENT(ErrorCode.OVERLOADED),
        TIMED_OUT(ErrorCode.INVOKE_TIMED_OUT),
        /** The node's session ended. */
        DISCONNECTED(ErrorCode.INTERNAL),
        /** The same key came with another request before. */
        OTHER_REQUEST(ErrorCode.IDEMPOTENCY_MISMATCH);

        private final ErrorCode code;

        Cause(ErrorCode code) {
            this.code = code;
        }
    }

    public ErrorCode code() {
        return cause.code;
    }
}
