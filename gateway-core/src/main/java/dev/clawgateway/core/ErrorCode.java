package dev.clawgateway.core;

/** Why something was refused: a contract with clients (claw protocol, section 4.6). */
public enum ErrorCode {
    NODE_NOT_FOUND(1001, false),
    WORKLOAD_NOT_FOUND(1002, false),
    INVALID_REQUEST(1003, false),
    NO_CAPACITY(1004, true),
    PERMISSION_DENIED(1005, false),
    INTERNAL(1006, true),
    MOLT_NOT_CONNECTED(1007, false),
    PROTOCOL_VERSION_MISMATCH(1008, false),
    INVOKE_TIMED_OUT(1009, true),
    /** Ours: the control inbox is full. On the claw wire it travels as {@code 1006}. */
    OVERLOADED(1006, true),
    /** Ours: the disk of the store is full. On the claw wire it travels as {@code 1006}. */
    STORE_FULL(1006, true);

    private final int wireCode;
    private final boolean retryHelps;

    ErrorCode(int wireCode, boolean retryHelps) {
        this.wireCode = wireCode;
        this.retryHelps = retryHelps;
    }

    public int wireCode() {
        return wireCode;
    }

    /** Whether the same request may succeed later without being changed. */
    public boolean retryHelps() {
        return retryHelps;
    }
}
