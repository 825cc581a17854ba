package dev.clawgateway.server;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The gateway cannot start. The message says why and what to do. */
public final class StartException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int exitCode;

    StartException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** One of {@link DaemonExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
