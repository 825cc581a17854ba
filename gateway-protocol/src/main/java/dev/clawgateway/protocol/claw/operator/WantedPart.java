package dev.clawgateway.protocol.claw.operator;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Our extension.
 *
 * @param limit most entries wanted; null for as many as fit
 * @param after where to go on: {@code next} of the part before; null for the start
 */
public record WantedPart(@Nullable Long limit, @Nullable String after) {
    /** No page asked for: as much as fits into one reply, and no way to go on. */
    public static final WantedPart NONE = new WantedPart(null, null);

    /** The first part of a list of which all parts are wanted. */
    public static final WantedPart FIRST = new WantedPart(10_000L, null);

    /** The part of the same size that begins there. */
    public WantedPart next(String cursor) {
        return new WantedPart(limit, cursor);
    }
}
