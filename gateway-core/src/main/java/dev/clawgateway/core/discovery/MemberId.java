package dev.clawgateway.core.discovery;

import org.jspecify.annotations.Nullable;

/**
 * How a member of the discovery registry names itself. Two ids name the same member when their text
 * is equal, whether they came as numbers or as strings: {@code 7} is {@code "7"}. So a table of
 * members has the text for its key.
 *
 * @param text decimal digits where it is a number
 * @param number whether it came as a JSON number, and goes out as one
 */
public record MemberId(String text, boolean number) {
    /** Whether both name the same member. */
    public boolean names(@Nullable MemberId other) {
        return other != null && text.equals(other.text);
    }

    /** As people read it. */
    @Override
    public String toString() {
        return text;
    }
}
