package dev.clawgateway.client.rest.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a list of any length, asked for page by page as they are needed. What changes
 * meanwhile is there or not.
 */
public final class RestPages<T> implements Iterable<T> {
    private final Function<@Nullable String, RestPage<T>> page;

    /** By what asks for the page at a cursor; null for the first. */
    public RestPages(Function<@Nullable String, RestPage<T>> page) {
        this.page = page;
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<T> {
        private final Deque<T> here = new ArrayDeque<>();
        private @Nullable String cursor;
        private boolean last;

        @Override
        public boolean hasNext() {
            while (here.isEmpty() && !last) {
                RestPage<T> next = page.apply(cursor);
                here.addAll(next.items());
                cursor = next.nextCursor();
                last = cursor == null;
            }
            return !here.isEmpty();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return here.removeFirst();
        }
    }
}
