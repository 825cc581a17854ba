package dev.clawgateway.net;

import java.io.IOException;

/** The address of an entrance cannot be had. */
public final class EntranceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String entrance;

    EntranceException(String entrance, IOException cause) {
        super(cause.getMessage(), cause.getCause());
        this.entrance = entrance;
    }

    /** Its name. */
    public String entrance() {
        return entrance;
    }
}
