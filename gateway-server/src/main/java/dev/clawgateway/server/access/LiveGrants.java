package dev.clawgateway.server.access;

import dev.clawgateway.control.access.Grant;
import java.time.Instant;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people and nodes who are here now were let in by. Looks again at each, whenever it is told
 * to, and tells those whose credential no longer holds. Has as many to look at as there are
 * watches: one for whoever stays. Safe from any thread.
 */
public final class LiveGrants {
    /** Oldest first, so that they are told in the order in which they came. */
    private final ConcurrentNavigableMap<Long, Watched> watched = new ConcurrentSkipListMap<>();

    private final AtomicLong numbers = new AtomicLong();

    /** What a grant lasts as long as. */
    @FunctionalInterface
    public interface Lease {
        /** Why it is over, in words for the peer; null while it is not. Never blocks. */
        @Nullable String over();
    }

    /**
     * A grant.
     *
     * @param expires when the lease is over at the latest; null where nobody can tell
     */
    public Grant by(@Nullable Instant expires, Lease lease) {
        return new Grant() {
            @Override
            public Watch watch(Consumer<String> ended) {
                return LiveGrants.this.watch(lease, ended);
            }

            @Override
            public @Nullable Instant expires() {
                return expires;
            }
        };
    }

    private Grant.Watch watch(Lease lease, Consumer<String> ended) {
        long number = numbers.getAndIncrement();
        Watched one = new Watched(lease, ended, new AtomicBoolean());
        watched.put(number, one);
        if (one.look()) {
            watched.remove(number);
        }
        return () -> {
            one.told().set(true);
            watched.remove(number);
        };
    }

    /** Looks at all; to be called every second. */
    public void look() {
        watched.forEach((number, one) -> {
            if (one.look()) {
                watched.remove(number);
            }
        });
    }

    /** How many there are. */
    public int size() {
        return watched.size();
    }

    private record Watched(Lease lease, Consumer<String> ended, AtomicBoolean told) {
        /** Whether there is nothing more to look at. */
        boolean look() {
            String why = lease.over();
            if (why == null) {
                return false;
            }
            if (told.compareAndSet(false, true)) {
                ended.accept(why);
            }
            return true;
        }
    }
}
