package dev.clawgateway.client.http.wire;

import java.io.IOException;
import java.io.Serial;

/** The connection ended before the answer did. */
public final class LostConnectionException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private static final String LOST = "the connection was lost before the answer was there";

    LostConnectionException() {
        super(LOST);
    }

    /**
     * The same, and another did not come about.
     *
     * @param then why not; no cause, since it says nothing of the first
     */
    LostConnectionException(IOException then) {
        super(LOST + ", and then: " + then.getMessage());
    }
}
