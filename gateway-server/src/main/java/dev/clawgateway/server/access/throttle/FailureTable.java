package dev.clawgateway.server.access.throttle;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts failures by whatever they are counted by, in room that never grows: keys that share a
 * place share its count. So whoever floods it raises counts, and empties nothing. A count halves
 * once a minute. Safe from any thread, without a lock.
 */
final class FailureTable {
    static final int PLACES = 1 << 14;

    private static final long HALF_LIFE_SECONDS = 60;
    private static final int MOST = 1 << 20;
    private static final int MOST_HALVINGS = 31;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Each the count above the second up to which it has been halved. */
    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    /**
     * Counts one more.
     *
     * @param second now, of a clock that only goes on
     * @return the count with it
     */
    int add(String key, long second) {
        long after =
                places.updateAndGet(
                        place(key),
                        before -> {
                            long halved = halved(before, second);
                            int count = count(halved);
                            return count >= MOST ? halved : packed(count + 1, since(halved));
                        });
        return count(after);
    }

    int count(String key, long second) {
        return count(halved(places.get(place(key)), second));
    }

    private static long halved(long packed, long second) {
        int count = count(packed);
        if (count == 0) {
            return packed(0, second);
        }
        long halvings = (second - since(packed)) / HALF_LIFE_SECONDS;
        return halvings <= 0
                ? packed
                : packed(
                        count >> Math.min(halvings, MOST_HALVINGS),
                        since(packed) + halvings * HALF_LIFE_SECONDS);
    }

    private static int place(String key) {
        long hash = SPREAD;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * SPREAD;
            hash ^= hash >>> Integer.SIZE;
        }
        return (int) (hash & (PLACES - 1));
    }

    private static long packed(int count, long since) {
        return ((long) count << Integer.SIZE) | (since & 0xFFFF_FFFFL);
    }

    private static int count(long packed) {
        return (int) (packed >>> Integer.SIZE);
    }

    private static long since(long packed) {
        return packed & 0xFFFF_FFFFL;
    }
}
