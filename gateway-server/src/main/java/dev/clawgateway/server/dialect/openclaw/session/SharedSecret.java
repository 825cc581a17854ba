package dev.clawgateway.server.dialect.openclaw.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What all clients of a gateway show alike.
 *
 * @param mode which kind of secret it is
 * @param value empty where none is asked for
 * @param freeLocally whether clients on the gateway's own machine need not show it
 */
public record SharedSecret(Mode mode, String value, boolean freeLocally) {
    /** Nobody is asked. */
    public static final SharedSecret NONE = new SharedSecret(Mode.NONE, "", false);

    /** Kinds of secret. */
    public enum Mode {
        NONE,
        /** Made by a program. */
        TOKEN,
        /** Made up by somebody. */
        PASSWORD;

        /** As configurations and answers write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A token that programs know. */
    public static SharedSecret token(String value) {
        return new SharedSecret(Mode.TOKEN, value, false);
    }

    /** Whether that is it; takes as long whatever was shown. */
    public boolean is(@Nullable String shown) {
        return shown != null && !value.isEmpty() && MessageDigest.isEqual(hash(shown), hash(value));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Without what it is. */
    @Override
    public String toString() {
        return mode.text();
    }
}
