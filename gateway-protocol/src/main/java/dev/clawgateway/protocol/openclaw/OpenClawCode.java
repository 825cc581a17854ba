package dev.clawgateway.protocol.openclaw;

/** What kind of failure an answer tells of; written as it is named. */
public enum OpenClawCode {
    /** The request itself is at fault: asked again unchanged, it fails again. */
    INVALID_REQUEST,
    /** It could not be done now. */
    UNAVAILABLE,
    /** The device has no identity, or nobody has approved it. */
    NOT_PAIRED,
    /** A channel has no account that is linked. */
    NOT_LINKED,
    /** An agent took too long. */
    AGENT_TIMEOUT,
    /** A scope is missing, or a permission. */
    FORBIDDEN;

    /** The first protocol whose clients know {@link #FORBIDDEN}. */
    private static final int KNOWS_FORBIDDEN = 4;

    /** That somebody may not do it, in a word that clients of a protocol know. */
    public static OpenClawCode forbidden(int protocol) {
        return protocol < KNOWS_FORBIDDEN ? INVALID_REQUEST : FORBIDDEN;
    }
}
