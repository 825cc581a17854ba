package dev.clawgateway.client.operator;

import java.io.Serial;

/** A question to the gateway got no good answer. The message is for people. */
public class OperatorException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    OperatorException(String message) {
        super(message);
    }
}
