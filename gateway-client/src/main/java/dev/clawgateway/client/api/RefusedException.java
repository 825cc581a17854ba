package dev.clawgateway.client.api;

import dev.clawgateway.core.ErrorCode;
import java.io.Serial;

/** The gateway understood the question and refused. */
public final class RefusedException extends GatewayException {
    @Serial private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String reference;

    /**
     * @param code what it means, as near as that is known
     * @param reference how the gateway itself calls the reason, for people to look up
     */
    public RefusedException(ErrorCode code, String message, String reference) {
        super(message, code.retryHelps());
        this.code = code;
        this.reference = reference;
    }

    public ErrorCode code() {
        return code;
    }

    public String reference() {
        return reference;
    }
}
