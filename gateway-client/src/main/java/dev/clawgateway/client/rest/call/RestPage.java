package dev.clawgateway.client.rest.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor where to go on; null at the end
 * @param total entries of the whole list, as far as they are for the caller; null where that is not
 *     known
 * @param revision the list has everything up to it; null where there is none
 */
public record RestPage<T>(
        List<T> items, @Nullable String nextCursor, @Nullable Long total, @Nullable Long revision) {
    public RestPage {
        items = List.copyOf(items);
    }
}
