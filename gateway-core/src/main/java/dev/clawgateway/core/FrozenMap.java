package dev.clawgateway.core;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of what somebody else has chosen the keys of. {@link Map#copyOf} probes one
 * slot after the other, so keys with equal hashes, which are easy to make, cost it the square of
 * their number; here they cost no more than others.
 */
public final class FrozenMap<K, V> extends AbstractMap<K, V> {
    /** Up to here the square is nothing, and {@link Map#copyOf} takes less memory. */
    private static final int FEW = 64;

    private final Map<K, V> entries;

    private FrozenMap(Map<K, V> entries) {
        this.entries = entries;
    }

    /** A copy; the map itself when it cannot change. Neither keys nor values may be null. */
    public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        if (map instanceof FrozenMap) {
            return map;
        } else if (map.size() <= FEW) {
            return Map.copyOf(map);
        }
        Map<K, V> entries = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, value) ->
                entries.put(Objects.requireNonNull(key), Objects.requireNonNull(value)));
        return new FrozenMap<>(Collections.unmodifiableMap(entries));
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return entries.entrySet();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return key == null ? null : entries.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && entries.containsKey(key);
    }

    @Override
    public int size() {
        return entries.size();
    }
}
