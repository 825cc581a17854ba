package dev.clawgateway.protocol.claw.operator;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Our extension.
 *
 * @param limit most entries wanted; null for as many as fit
 * @param after where to go on: {@code next} of the part before; null for the start
 */
public record Page(@Nullable Long limit, @Nullable String after) {
    /** No page asked for: as much as fits into one reply, and no way to go on. */
    public static final Page NONE = new Page(null, null);

    /** The first part of a list of which all parts are wanted. */
    public static final Page FIRST = new Page(10_000L, null);

    /** The part of the same size that begins there. */
    public Page next(String cursor) {
        return new Page(limit, cursor);
    }
}
