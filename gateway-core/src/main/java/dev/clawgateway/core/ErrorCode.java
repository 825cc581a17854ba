package dev.clawgateway.core;

/** Why something was refused, and whether asking again may help. Each dialect has its own words. */
public enum ErrorCode {
    NODE_NOT_FOUND(false),
    WORKLOAD_NOT_FOUND(false),
    /** Of whatever else is asked for by its name or id. */
    NOT_FOUND(false),
    INVALID_REQUEST(false),
    /** It was there, or is of another history, and is not to be had any more. */
    GONE(false),
    /** What is there already stands against it. */
    CONFLICT(false),
    /** The same key came with another request before. */
    IDEMPOTENCY_MISMATCH(false),
    /** What is to be changed has another revision than was asked for. */
    PRECONDITION_FAILED(false),
    /** The caller has as many answers kept under keys as it may. */
    TOO_MANY_KEYS(true),
    NO_CAPACITY(true),
    PERMISSION_DENIED(false),
    INTERNAL(true),
    MOLT_NOT_CONNECTED(false),
    PROTOCOL_VERSION_MISMATCH(false),
    INVOKE_TIMED_OUT(true),
    /** The control inbox is full. */
    OVERLOADED(true),
    /** The disk of the store is full. */
    STORE_FULL(true),
    /** The store has failed; nothing is stored until the gateway is started anew. */
    STORE_FAILED(true),
    /** The store failed while it was written: it may be done or not, and must be looked for. */
    OUTCOME_UNKNOWN(false),
    /** What is changed cannot be written to the audit log, so nothing is. */
    AUDIT_FAILED(true),
    /** Nobody decides at the moment. */
    NO_LEADER(true);

    private final boolean retryHelps;

    ErrorCode(boolean retryHelps) {
        this.retryHelps = retryHelps;
    }

    /** Whether the same request may succeed later without being changed. */
    public boolean retryHelps() {
        return retryHelps;
    }
}
