package dev.clawgateway.server.plugin;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Plug-ins cannot be used as they are. The message says which, and what to do. */
public final class PluginException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    PluginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
