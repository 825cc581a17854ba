package dev.clawgateway.server.tls;

import java.io.Serial;

/** Files by which TLS cannot be spoken. */
public final class TlsException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final String key;

    TlsException(String key, String text) {
        super(text);
        this.key = key;
    }

    /** Of the configuration, which names the files. */
    public String key() {
        return key;
    }
}
