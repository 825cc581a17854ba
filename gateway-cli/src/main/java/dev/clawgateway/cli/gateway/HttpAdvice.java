package dev.clawgateway.cli.gateway;

import dev.clawgateway.cli.output.Display;
import org.jspecify.annotations.Nullable;

/** What people are told of an HTTP request to a gateway that failed. */
public final class HttpAdvice {
    /** Where a credential comes from that is shown to a gateway. */
    static final String CREDENTIAL =
            "--token-file FILE, CLAW_GATEWAY_TOKEN or claw-gateway login says what to show to it.";

    private static final int NO_ANSWER = 0;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private HttpAdvice() {}

    /**
     * What was in the way, and in a line of its own what to do about it, where that is not said.
     *
     * @param problem which gateway, and what was in the way
     * @param status of the answer; 0 when there was none
     */
    public static String about(@Nullable String problem, int status) {
        String text = Display.printable(String.valueOf(problem));
        if (status == NO_ANSWER && text.contains("connection refused")) {
            return "cannot reach " + text + "\n  " + ConnectAdvice.START;
        }
        return switch (status) {
            case NO_ANSWER ->
                    text
                            + "\n  --gateway URL or CLAW_GATEWAY says which gateway to ask; ws:// and"
                            + " wss:// mean its http:// and https://.";
            case UNAUTHORIZED -> text + "\n  " + CREDENTIAL;
            case FORBIDDEN -> text + "\n  Ask on the gateway's own machine, by a loopback address.";
            default -> text;
        };
    }
}
