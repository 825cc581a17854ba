package dev.clawgateway.store.form;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a table is made of: each call is a line, and declares a component, writes it or reads it,
 * whichever is going on. So a table is the call of a record's constructor in which each argument is
 * a line.
 *
 * @param <T> the record
 */
public abstract class Row<T> {
    Row() {}

    /** A component that is always there; what the shape usually is takes no room. */
    public abstract <V> V is(int tag, String name, Function<T, V> of, FieldShape<V> shape);

    /** A component that may be null. */
    public abstract <V> @Nullable V maybe(
            int tag, String name, Function<T, @Nullable V> of, FieldShape<V> shape);

    /** A list in its order. */
    public abstract <V> List<V> many(
            int tag, String name, Function<T, List<V>> of, FieldShape<V> shape);

    /** A map, in the order in which it iterates. */
    public abstract <V> Map<String, V> map(
            int tag, String name, Function<T, Map<String, V>> of, FieldShape<V> shape);

    /** The next line is of a component that the older forms lack. */
    public Row<T> added() {
        return this;
    }
}
