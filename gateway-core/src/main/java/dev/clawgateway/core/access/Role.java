package dev.clawgateway.core.access;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person or program may do; each includes those before it. */
public enum Role {
    /** Looks on. */
    VIEWER,
    /** Runs workloads, and stops its own. */
    OPERATOR,
    /** Everything: nodes, others' workloads, credentials, the gateway itself. */
    ADMIN;

    /** As configurations, tokens and answers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a word that names none; roles are whole words, never parts of one. */
    public static @Nullable Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
