package dev.clawgateway.client.rest.call;

import dev.clawgateway.client.api.GatewayException;
import java.io.Serial;
import java.time.Duration;
import java.util.List;

/** The gateway has refused, and says why (RFC 9457). The message is for people. */
public final class ProblemException extends GatewayException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<OfMember> errors;
    private final String requestId;
    private final Duration retryAfter;

    /**
     * Something that is wrong with a body.
     *
     * @param pointer where, as a JSON pointer
     */
    public record OfMember(String pointer, String detail) {}

    ProblemException(Said said, String requestId, Duration retryAfter) {
        super(said.detail(), said.status() >= 500 || said.status() == 429);
        status = said.status();
        code = said.code();
        errors = List.copyOf(said.errors());
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    /** What the answer says of itself. */
    record Said(int status, String code, String detail, List<OfMember> errors) {}

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A stable word for programs, such as {@code not_found}; empty from what is no gateway. */
    public String code() {
        return code;
    }

    /** Of a body everything that is wrong with it; empty where that is not what is wrong. */
    public List<OfMember> errors() {
        return errors;
    }

    /** By which the gateway's audit log knows the request. */
    public String requestId() {
        return requestId;
    }

    /** How long the gateway asked to be left alone; zero when it did not. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
