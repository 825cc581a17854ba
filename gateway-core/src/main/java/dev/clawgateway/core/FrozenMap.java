package dev.clawgateway.core;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of what somebody else has chosen the keys of, in the order they were given.
 * {@link Map#copyOf} has another order in every process, and probes one slot after the other, so
 * keys with equal hashes, which are easy to make, cost it the square of their number; here they
 * cost no more than others.
 */
public final class FrozenMap<K, V> extends AbstractMap<K, V> {
    /** Up to here one key after the other is looked at, which takes least memory. */
    private static final int FEW = 8;

    private final Map<K, V> entries;

    private FrozenMap(Map<K, V> entries) {
        this.entries = entries;
    }

    /** A copy; the map itself when it cannot change. Neither keys nor values may be null. */
    public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        if (map instanceof FrozenMap) {
            return map;
        } else if (map.size() <= 1) {
            return Map.copyOf(map);
        } else if (map.size() <= FEW) {
            return new FrozenMap<>(new Few<>(List.copyOf(map.keySet()), List.copyOf(map.values())));
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

    /** Each key has the place of its value. */
    private static final class Few<K, V> extends AbstractMap<K, V> {
        private final List<K> keys;
        private final List<V> values;

        private Few(List<K> keys, List<V> values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        public @Nullable V get(@Nullable Object key) {
            int place = keys.indexOf(key);
            return place < 0 ? null : values.get(place);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return keys.contains(key);
        }

        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public Set<Entry<K, V>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<K, V>> iterator() {
                    return IntStream.range(0, keys.size())
                            .mapToObj(place -> Map.entry(keys.get(place), values.get(place)))
                            .iterator();
                }

                @Override
                public int size() {
                    return keys.size();
                }
            };
        }
    }
}
