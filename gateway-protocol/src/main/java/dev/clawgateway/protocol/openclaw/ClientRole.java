package dev.clawgateway.protocol.openclaw;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a session is for. */
public enum ClientRole {
    /** Asks, and is told what happens. */
    OPERATOR,
    /** Runs commands that others ask for. */
    NODE;

    /** As frames write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that names none. */
    public static @Nullable ClientRole of(String text) {
        for (ClientRole role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        return null;
    }
}
