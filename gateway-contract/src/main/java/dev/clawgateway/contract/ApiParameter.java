package dev.clawgateway.contract;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an operation.
 *
 * @param many whether it may be given more than once
 * @param min the least number, or the fewest characters of a text; null for no bound
 * @param max the greatest number, or the most characters
 * @param pattern that a text has to match as a whole or in part, as the contract says; null for any
 * @param words the only texts; empty for any
 */
public record ApiParameter(
        String name,
        Place place,
        Type type,
        boolean required,
        boolean many,
        @Nullable Long min,
        @Nullable Long max,
        @Nullable Pattern pattern,
        List<String> words) {
    /** Where it is given. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** What it is. */
    public enum Type {
        TEXT,
        UUID,
        INTEGER,
        /** A duration may have a fraction. */
        NUMBER,
        FLAG
    }

    public ApiParameter {
        words = List.copyOf(words);
    }
}
