package dev.clawgateway.store.form;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the components of one record. */
final class WritingRow<T> extends Row<T> {
    private final T record;
    private final Message into = new Message();

    /** For that record alone. */
    WritingRow(T record) {
        this.record = record;
    }

    /** What was written. */
    Message message() {
        return into;
    }

    @Override
    public <V> V is(int tag, String name, Function<T, V> of, FieldShape<V> shape) {
        V value = of.apply(record);
        shape.putIfSaid(value, tag, into);
        return value;
    }

    @Override
    public <V> @Nullable V maybe(
            int tag, String name, Function<T, @Nullable V> of, FieldShape<V> shape) {
        V value = of.apply(record);
        if (value != null) {
            shape.put(value, tag, into);
        }
        return value;
    }

    @Override
    public <V> List<V> many(int tag, String name, Function<T, List<V>> of, FieldShape<V> shape) {
        List<V> values = of.apply(record);
        for (V value : values) {
            shape.put(value, tag, into);
        }
        return values;
    }

    @Override
    public <V> Map<String, V> map(
            int tag, String name, Function<T, Map<String, V>> of, FieldShape<V> shape) {
        Map<String, V> values = of.apply(record);
        Form<Entry<V>> entry = Entry.form(shape);
        values.forEach((key, value) -> entry.put(new Entry<>(key, value), tag, into));
        return values;
    }
}
