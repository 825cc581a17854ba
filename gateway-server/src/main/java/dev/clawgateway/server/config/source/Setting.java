package dev.clawgateway.server.config.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration as it is in force.
 *
 * @param key with its section, such as {@code server.max_nodes}; of a {@code [[listener]]} with its
 *     name, such as {@code listener.guests.tls}
 * @param value as TOML text; empty where nothing is said and there is no default
 * @param place file and line, or the flag; null for the default
 * @param content tells apart what {@code value} does not show: secrets, and what is in a file that
 *     the key names; null where there is none. Never shown
 */
public record Setting(String key, String value, @Nullable String place, @Nullable String content) {
    /** What stands for a secret. */
    public static final String HIDDEN = "\"***\"";

    /** No certificate, key or secret is as long. */
    private static final long LARGEST_FILE = 4L << 20;

    /** The same by another name. */
    public Setting under(String name) {
        return new Setting(name, value, place, content);
    }

    /** Whether both say the same, wherever it is written. */
    public boolean same(Setting other) {
        return value.equals(other.value)
                && (content == null ? other.content == null : content.equals(other.content));
    }

    /** Tells bytes apart from others, without showing them. */
    public static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }

    /** The same of what is in a file; null where it cannot be read: whoever needs it says so. */
    public static @Nullable String digest(Path file) {
        try {
            return Files.size(file) > LARGEST_FILE ? null : digest(Files.readAllBytes(file));
        } catch (IOException _) {
            return null;
        }
    }

    /** The same of a text. */
    public static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without what is not to be shown. */
    @Override
    public String toString() {
        return key + " = " + value;
    }
}
