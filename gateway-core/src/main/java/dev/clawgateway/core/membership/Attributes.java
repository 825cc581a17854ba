package dev.clawgateway.core.membership;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a member says of itself in words of its own; nobody here knows what it means.
 *
 * @param values JSON text of each value, by name, in the order of names
 */
public record Attributes(Map<String, String> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        // Sorted, so that names chosen to collide cost no more than others.
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** These, with the later ones over them. */
    public Attributes merged(Attributes later) {
        if (later.values.isEmpty()) {
            return this;
        }
        Map<String, String> merged = new TreeMap<>(values);
        merged.putAll(later.values);
        return new Attributes(merged);
    }

    /** Characters of all names and values. */
    public int length() {
        return values.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }
}
