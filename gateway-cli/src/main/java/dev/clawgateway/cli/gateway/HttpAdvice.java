package dev.clawgateway.cli.gateway;

/** What to do about an HTTP request to a gateway that failed: a line to follow the reason. */
public final class HttpAdvice {
    /** Where a credential comes from that is shown to a gateway. */
    static final String CREDENTIAL =
            "--token-file FILE, CLAW_GATEWAY_TOKEN or claw-gateway login says what to show to it.";

    private static final int NO_ANSWER = 0;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private HttpAdvice() {}

    /**
     * Empty where the reason says it all.
     *
     * @param status of the answer; 0 when there was none
     */
    public static String of(int status) {
        return switch (status) {
            case NO_ANSWER ->
                    "\n  --gateway URL or CLAW_GATEWAY says which gateway to ask; ws:// and wss://"
                            + " mean its http:// and https://.";
            case UNAUTHORIZED -> "\n  " + CREDENTIAL;
            case FORBIDDEN -> "\n  Ask on the gateway's own machine, by a loopback address.";
            default -> "";
        };
    }
}
