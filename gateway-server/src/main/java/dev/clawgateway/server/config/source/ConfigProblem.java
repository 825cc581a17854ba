package dev.clawgateway.server.config.source;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with the configuration, ready to be shown.
 *
 * @param place file and line, or the flag; null when the fault lies in a default or a combination
 * @param key full name such as {@code server.bind_address}; null when the file itself is at fault
 * @param value as written; null when there is none or it is a secret
 * @param text what is wrong and how to mend it
 */
public record ConfigProblem(
        @Nullable String place, @Nullable String key, @Nullable String value, String text) {
    /** One line: {@code gateway.toml:3: server.max_nodes = 0: must be 1 to 1000000}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (place != null) {
            line.append(place).append(": ");
        }
        if (key != null) {
            line.append(key).append(value == null ? "" : " = " + value).append(": ");
        }
        return line.append(text).toString();
    }
}
