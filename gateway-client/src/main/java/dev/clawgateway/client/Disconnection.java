package dev.clawgateway.client;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Why a connection ended or never came to be.
 *
 * @param code WebSocket close code; 1006 when there was no Close frame
 * @param status HTTP status that refused the upgrade; 0 when it was not refused by one
 * @param reason for people to read; never empty
 * @param retryAfter how long the gateway asked to be left alone; zero when it did not
 */
public record Disconnection(int code, int status, String reason, Duration retryAfter) {
    /** There was no Close frame: RFC 6455 reserves the number for that. */
    public static final int ABNORMAL = 1006;

    private static final int POLICY = 1008;
    // RFC 6455 has one code for every breach of policy, many of which pass: the text decides.
    private static final Pattern SUPERSEDED_TEXT = Pattern.compile("superseded|newer session");
    private static final int UNAUTHENTICATED = 4401;
    private static final int FORBIDDEN = 4403;
    private static final int SUPERSEDED = 4409;

    static Disconnection abnormal(String reason) {
        return new Disconnection(ABNORMAL, 0, reason, Duration.ZERO);
    }

    /**
     * True when another try would end the same way, or would take the place of a newer session of
     * the same node: whoever fights over an id never stops.
     */
    public boolean permanent() {
        return (code == POLICY && SUPERSEDED_TEXT.matcher(reason).find())
                || code == UNAUTHENTICATED
                || code == FORBIDDEN
                || code == SUPERSEDED
                || status == 401
                || status == 403;
    }

    /** True when it may be for what was shown, or was not, that nobody was let in. */
    public boolean refusesCredential() {
        return status == 401
                || status == 403
                || code == UNAUTHENTICATED
                || code == FORBIDDEN
                || (code == POLICY && !SUPERSEDED_TEXT.matcher(reason).find());
    }

    @Override
    public String toString() {
        if (status != 0) {
            return "refused with HTTP " + status + " (" + reason + ")";
        }
        return code == ABNORMAL ? reason : "closed with " + code + " (" + reason + ")";
    }
}
