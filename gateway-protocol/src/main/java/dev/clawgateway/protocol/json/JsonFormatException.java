package dev.clawgateway.protocol.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A message that is not what the protocol says. The text names the member, what would be right and
 * what was found, and is meant for the sender. It carries no stack trace, so that a flood of bad
 * messages stays cheap.
 */
public final class JsonFormatException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final @Nullable String type;

    public JsonFormatException(@Nullable String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    /** The {@code type} of the bad message; null when not even that could be read. */
    public @Nullable String type() {
        return type;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
