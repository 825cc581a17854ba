package dev.clawgateway.client.http.wire;

import java.io.IOException;
import java.io.Serial;

/** The connection ended before the answer did. */
public final class LostConnectionException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    LostConnectionException() {
        super("the connection was lost before the answer was there");
    }
}
