package dev.clawgateway.client.http.stream;

import dev.clawgateway.client.http.HttpAnswer;
import java.io.Serial;

/** The gateway refuses the stream, or that it goes on where it broke off. */
public final class StreamRefusedException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final transient HttpAnswer answer;

    StreamRefusedException(HttpAnswer answer) {
        super("HTTP " + answer.status() + answer.reason());
        this.answer = answer;
    }

    /** What it answered. */
    public HttpAnswer answer() {
        return answer;
    }
}
