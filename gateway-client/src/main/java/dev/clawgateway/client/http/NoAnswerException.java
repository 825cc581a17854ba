package dev.clawgateway.client.http;

import java.io.Serial;

/** No gateway answered; the text says what was in the way, for people. */
public final class NoAnswerException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final boolean heardPerhaps;

    NoAnswerException(String message, boolean heardPerhaps) {
        super(message);
        this.heardPerhaps = heardPerhaps;
    }

    /** False where surely no gateway was told what was asked. */
    public boolean heardPerhaps() {
        return heardPerhaps;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
