package dev.clawgateway.net.websocket.frame;

/** Close codes of RFC 6455 that the gateway sends. */
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int NOT_UTF8 = 1007;
    public static final int POLICY = 1008;
    public static final int TOO_BIG = 1009;
    public static final int INTERNAL = 1011;

    /** The gateway ends and will be back. Of the IANA registry, like the next. */
    public static final int SERVICE_RESTART = 1012;

    public static final int TRY_LATER = 1013;

    private CloseCode() {}

    /** Whether a peer may put it in a Close frame (RFC 6455 section 7.4 and the IANA registry). */
    static boolean mayBeReceived(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
