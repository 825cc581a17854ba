package dev.clawgateway.store.form;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the components of one record of the older forms. Strict: a member that is missing or
 * unknown is an error, because guessing would lose state.
 */
final class JsonRow<T> extends Row<T> {
    private final JsonNode json;
    private final Set<String> unread = new TreeSet<>();
    private boolean added;

    private JsonRow(JsonNode json) {
        this.json = json;
        unread.addAll(json.propertyNames());
    }

    static <T> T read(JsonNode json, Function<Row<T>, T> table) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("it is no object");
        }
        JsonRow<T> row = new JsonRow<>(json);
        T record = table.apply(row);
        if (!row.unread.isEmpty()) {
            throw new IllegalArgumentException(row.unread + " is not known");
        }
        return record;
    }

    @Override
    public Row<T> added() {
        added = true;
        return this;
    }

    @Override
    public <V> V is(int tag, String name, Function<T, V> of, FieldShape<V> shape) {
        boolean maybeAbsent = added;
        V value = single(name, shape);
        if (value == null && maybeAbsent) {
            value = shape.absent();
        }
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    @Override
    public <V> @Nullable V maybe(
            int tag, String name, Function<T, @Nullable V> of, FieldShape<V> shape) {
        return single(name, shape);
    }

    private <V> @Nullable V single(String name, FieldShape<V> shape) {
        JsonNode member = member(name);
        return member.isNull() || member.isMissingNode() ? null : from(member, name, shape);
    }

    @Override
    public <V> List<V> many(int tag, String name, Function<T, List<V>> of, FieldShape<V> shape) {
        JsonNode member = member(name);
        if (!member.isArray() && !member.isMissingNode()) {
            throw new IllegalArgumentException(name + " is no list");
        }
        List<V> values = new ArrayList<>();
        for (JsonNode element : member) {
            values.add(from(element, name, shape));
        }
        return values;
    }

    @Override
    public <V> Map<String, V> map(
            int tag, String name, Function<T, Map<String, V>> of, FieldShape<V> shape) {
        JsonNode member = member(name);
        if (!member.isObject() && !member.isMissingNode()) {
            throw new IllegalArgumentException(name + " is no object");
        }
        Map<String, V> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : member.properties()) {
            values.put(entry.getKey(), from(entry.getValue(), name, shape));
        }
        return values;
    }

    /** Missing only where the line says that it may be. */
    private JsonNode member(String name) {
        JsonNode member = json.path(name);
        if (member.isMissingNode() && !added) {
            throw new IllegalArgumentException(name + " is missing");
        }
        unread.remove(name);
        added = false;
        return member;
    }

    private static <V> V from(JsonNode member, String name, FieldShape<V> shape) {
        try {
            return shape.from(member);
        } catch (IllegalArgumentException | DateTimeException failure) {
            throw new IllegalArgumentException(name + ": " + failure.getMessage(), failure);
        }
    }
}
