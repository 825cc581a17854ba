package dev.clawgateway.control.access;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody was let in by. Ends when its credential expires or is taken back, or when anything
 * that it was judged by changes. Safe from any thread; never blocks.
 */
public interface Grant {
    /** Of somebody who was not asked for a credential: holds for ever. */
    Grant OPEN =
            new Grant() {
                @Override
                public Watch watch(Consumer<String> ended) {
                    return () -> {};
                }

                @Override
                public @Nullable Instant expires() {
                    return null;
                }
            };

    /**
     * Tells whoever was let in by this when it ends: once, on any thread, within 5 s of its end; at
     * once when it has ended already.
     *
     * @param ended is told why, in words for the peer
     */
    Watch watch(Consumer<String> ended);

    /** When it ends by itself, if nothing ends it before; null for never. */
    @Nullable Instant expires();

    /** Somebody who is told, as long as there is anybody to tell. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /** Nothing is told any more. Without effect the second time. */
        @Override
        void close();
    }
}
