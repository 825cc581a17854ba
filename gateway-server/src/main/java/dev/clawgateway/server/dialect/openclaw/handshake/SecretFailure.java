package dev.clawgateway.server.dialect.openclaw.handshake;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawError;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with what a client showed to be let in. The words are those that clients look for:
 * older ones throw their token away when they read {@code device token mismatch}.
 */
enum SecretFailure {
    AUTH_TOKEN_MISSING(
            "gateway token missing",
            "show the token of gateway.auth, or one that the gateway has made",
            Next.UPDATE_AUTH_CONFIGURATION),
    AUTH_TOKEN_MISMATCH(
            "gateway token mismatch",
            "show the token of gateway.auth, or one that the gateway has made",
            Next.UPDATE_AUTH_CREDENTIALS),
    AUTH_PASSWORD_MISSING(
            "gateway password missing",
            "show the password of gateway.auth",
            Next.UPDATE_AUTH_CONFIGURATION),
    AUTH_PASSWORD_MISMATCH(
            "gateway password mismatch",
            "show the password of gateway.auth",
            Next.UPDATE_AUTH_CREDENTIALS),
    AUTH_DEVICE_TOKEN_MISMATCH(
            "device token mismatch", "rotate/reissue device token", Next.UPDATE_AUTH_CREDENTIALS),
    AUTH_SCOPE_MISMATCH(
            "device token scope mismatch",
            "re-pair or approve scope upgrade",
            Next.REVIEW_AUTH_CONFIGURATION),
    AUTH_BOOTSTRAP_TOKEN_INVALID(
            "bootstrap token invalid or expired",
            "ask for a new one",
            Next.UPDATE_AUTH_CREDENTIALS),
    AUTH_RATE_LIMITED(
            "too many failed authentication attempts", "retry later", Next.WAIT_THEN_RETRY),
    AUTH_REQUIRED(
            "authentication required",
            "this gateway asks for no secret, and lets in only clients of its own machine",
            Next.REVIEW_AUTH_CONFIGURATION);

    private final String what;
    private final String hint;
    private final Next next;

    SecretFailure(String what, String hint, Next next) {
        this.what = what;
        this.hint = hint;
        this.next = next;
    }

    /** What the client had best do. */
    private enum Next {
        UPDATE_AUTH_CONFIGURATION,
        UPDATE_AUTH_CREDENTIALS,
        RETRY_WITH_DEVICE_TOKEN,
        WAIT_THEN_RETRY,
        REVIEW_AUTH_CONFIGURATION;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether something was shown, and was no good: that counts against whoever did. */
    boolean wrong() {
        return this != AUTH_TOKEN_MISSING && this != AUTH_PASSWORD_MISSING && this != AUTH_REQUIRED;
    }

    /** By which it is counted. */
    String cause() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * As it is told.
     *
     * @param deviceTokenMayHelp whether the client has a device, and showed no token of that
     */
    HandshakeRefusal refusal(boolean deviceTokenMayHelp) {
        return HandshakeRefusal.of(error(deviceTokenMayHelp), cause());
    }

    /** As it is told where it is worth another try after a time. */
    HandshakeRefusal refusal(Duration retryAfter) {
        return HandshakeRefusal.of(error(false).retry(retryAfter), cause());
    }

    private OpenClawError error(boolean deviceTokenMayHelp) {
        boolean retry = deviceTokenMayHelp && this == AUTH_TOKEN_MISMATCH;
        ObjectNode details = JsonTree.MAPPER.createObjectNode();
        details.put("code", name())
                .put("authReason", cause().replaceFirst("^auth_", ""))
                .put("canRetryWithDeviceToken", retry)
                .put("recommendedNextStep", (retry ? Next.RETRY_WITH_DEVICE_TOKEN : next).text());
        return OpenClawError.invalid("unauthorized: " + what + " (" + hint + ")").with(details);
    }
}
