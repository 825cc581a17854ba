package dev.clawgateway.store.form;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the components of one record. What no line has asked for is kept. */
final class ReadingRow<T> extends Row<T> {
    private final Message from;
    private final Descent descent;
    private final BitSet known;

    private ReadingRow(Message from, Descent descent) {
        this.from = from;
        this.descent = descent;
        known = new BitSet(from.size());
    }

    static <T> T read(Message from, Function<Row<T>, T> table, Descent descent) {
        ReadingRow<T> row = new ReadingRow<>(from, descent);
        T record = table.apply(row);
        for (int place = row.known.nextClearBit(0);
                place < from.size();
                place = row.known.nextClearBit(place + 1)) {
            descent.kept().add(from, place);
        }
        return record;
    }

    @Override
    public <V> V is(int tag, String name, Function<T, V> of, FieldShape<V> shape) {
        V value = single(tag, name, shape);
        if (value == null) {
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
        return single(tag, name, shape);
    }

    private <V> @Nullable V single(int tag, String name, FieldShape<V> shape) {
        int place = from.find(tag, 0);
        if (place < 0) {
            return null;
        }
        if (from.find(tag, place + 1) >= 0) {
            throw new IllegalArgumentException(name + " is there twice");
        }
        return take(place, name, shape);
    }

    @Override
    public <V> List<V> many(int tag, String name, Function<T, List<V>> of, FieldShape<V> shape) {
        List<V> values = new ArrayList<>();
        for (int place = from.find(tag, 0); place >= 0; place = from.find(tag, place + 1)) {
            values.add(take(place, name, shape));
        }
        return values;
    }

    private <V> V take(int place, String name, FieldShape<V> shape) {
        known.set(place);
        try {
            return shape.take(from, place, descent);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException failure) {
            throw new IllegalArgumentException(name + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public <V> Map<String, V> map(
            int tag, String name, Function<T, Map<String, V>> of, FieldShape<V> shape) {
        Map<String, V> values = new LinkedHashMap<>();
        for (Entry<V> entry : many(tag, name, _ -> List.of(), Entry.form(shape))) {
            if (values.put(entry.key(), entry.value()) != null) {
                throw new IllegalArgumentException(name + ": two have the same name");
            }
        }
        return values;
    }
}
