package dev.clawgateway.control.follow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who waits until something becomes of one thing among many. Costs next to nothing while nobody
 * waits for that one. Safe from any thread.
 */
public final class Awaited<K> {
    private final Map<K, Set<Runnable>> waiting = new ConcurrentHashMap<>();

    /**
     * Waits once. Whoever calls this looks once more afterwards: what became of it in between has
     * woken nobody.
     *
     * @param wake hands over and returns
     */
    public void await(K thing, Runnable wake) {
        waiting.compute(
                thing,
                (_, before) -> {
                    Set<Runnable> more = before == null ? new LinkedHashSet<>() : before;
                    more.add(wake);
                    return more;
                });
    }

    /** Waits no more. Without effect on whoever does not. */
    public void leave(K thing, Runnable wake) {
        waiting.computeIfPresent(thing, (_, all) -> without(all, wake));
    }

    private static @Nullable Set<Runnable> without(Set<Runnable> all, Runnable wake) {
        all.remove(wake);
        return all.isEmpty() ? null : all;
    }

    /** Something became of it, and can be seen. */
    public void happened(K thing) {
        Set<Runnable> all = waiting.isEmpty() ? null : waiting.remove(thing);
        if (all != null) {
            all.forEach(Runnable::run);
        }
    }

    /** Something may have become of each of them. */
    public void happened() {
        List.copyOf(waiting.keySet()).forEach(this::happened);
    }
}
