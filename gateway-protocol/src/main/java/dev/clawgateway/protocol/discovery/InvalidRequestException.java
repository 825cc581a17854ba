package dev.clawgateway.protocol.discovery;

import java.io.Serial;

/**
 * A request that is not what the dialect says. The text is the {@code error} of the answer. It
 * carries no stack trace, so that a flood of bad requests stays cheap.
 */
public final class InvalidRequestException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    InvalidRequestException(String error) {
        super(error, null, false, false);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
