package dev.clawgateway.control.operations.lists;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param total entries of the whole list
 * @param next where to go on, for the next request; null at the end
 * @param revision the list has everything up to it, and perhaps some of what came after; 0 where
 *     nobody looked
 */
public record Page<T>(List<T> items, long total, @Nullable String next, long revision) {
    /** One of which nobody asks as of when it is. */
    public Page(List<T> items, long total, @Nullable String next) {
        this(items, total, next, 0);
    }

    public Page {
        items = List.copyOf(items);
    }

    /** The same part, shown otherwise. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), total, next, revision);
    }

    /** The same as of a revision. */
    public Page<T> asOf(long published) {
        return new Page<>(items, total, next, published);
    }
}
