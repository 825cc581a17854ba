package dev.clawgateway.control.operations.lists;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param after where to go on: {@link Page#next} of the part before; null for the start
 * @param limit most entries, at most {@link #MAX_ITEMS}
 */
public record PageRequest(@Nullable String after, int limit) {
    public static final int MAX_ITEMS = 10_000;

    /** As much as one part may have. */
    public static final PageRequest FIRST = new PageRequest(null, MAX_ITEMS);

    public PageRequest {
        limit = Math.clamp(limit, 0, MAX_ITEMS);
    }
}
