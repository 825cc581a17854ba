package dev.clawgateway.client.http.wire;

import java.io.IOException;
import java.io.Serial;

/** Nothing came for as long as it may take. */
public final class LateAnswerException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    LateAnswerException(String message) {
        super(message);
    }
}
