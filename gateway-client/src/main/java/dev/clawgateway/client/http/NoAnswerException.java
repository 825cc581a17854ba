package dev.clawgateway.client.http;

import java.io.Serial;

/** No gateway answered; the text says what was in the way, for people. */
public final class NoAnswerException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
