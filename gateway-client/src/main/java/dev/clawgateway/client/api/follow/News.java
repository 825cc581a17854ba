package dev.clawgateway.client.api.follow;

import org.jspecify.annotations.Nullable;

/** What is told, piece by piece. For one thread, but for {@link #close}. */
public interface News<T> extends AutoCloseable {
    /** Waits for the next; null when there will be none, or this was closed. */
    @Nullable T next();

    /** Nobody wants to know any more; whoever waits is told so. */
    @Override
    void close();
}
