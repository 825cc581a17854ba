package dev.clawgateway.store.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a record says, by the names of its table, so that its form can be read back from it. */
public final class JsonExport {
    /** With every component there is. */
    public static final JsonExport WHOLE = new JsonExport(true);

    private final boolean withAdded;

    /**
     * An export.
     *
     * @param withAdded whether components are in it that the last of the older forms did not have
     */
    private JsonExport(boolean withAdded) {
        this.withAdded = withAdded;
    }

    /** Without what was added since the last of the older forms. */
    public static JsonExport asOlder() {
        return new JsonExport(false);
    }

    /** Maps, lists, texts, numbers and nulls. */
    public <T> Map<String, @Nullable Object> of(StoredKind<T> kind, T record) {
        return exported(kind.form(), record);
    }

    private <T> Map<String, @Nullable Object> exported(Form<T> form, T record) {
        ExportingRow<T> row = new ExportingRow<>(record);
        Objects.requireNonNull(form.made(row));
        return row.json;
    }

    private <V> @Nullable Object json(@Nullable V value, FieldShape<V> shape) {
        if (value == null) {
            return null;
        }
        return switch (shape) {
            case Form<V> form -> exported(form, value);
            case SealedFamily<V> family ->
                    family.members().stream()
                            .filter(member -> member.type() == value.getClass())
                            .map(member -> member(member, value))
                            .findFirst()
                            .orElseThrow();
            case FieldShape.Usual<V> usual -> json(value, usual.shape());
            default -> simple(value);
        };
    }

    private <M> Map<String, @Nullable Object> member(SealedFamily.Member<M> member, Object value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("is", member.name());
        json.putAll(exported(member.form(), member.type().cast(value)));
        return json;
    }

    private static Object simple(Object value) {
        return switch (value) {
            case Enum<?> word -> word.name();
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    private final class ExportingRow<T> extends Row<T> {
        private final T record;
        private final Map<String, @Nullable Object> json = new LinkedHashMap<>();
        private boolean added;

        ExportingRow(T record) {
            this.record = record;
        }

        @Override
        public Row<T> added() {
            added = true;
            return this;
        }

        private void put(String name, @Nullable Object value) {
            if (!added || withAdded) {
                json.put(name, value);
            }
            added = false;
        }

        @Override
        public <V> V is(int tag, String name, Function<T, V> of, FieldShape<V> shape) {
            V value = of.apply(record);
            put(name, json(value, shape));
            return value;
        }

        @Override
        public <V> @Nullable V maybe(
                int tag, String name, Function<T, @Nullable V> of, FieldShape<V> shape) {
            V value = of.apply(record);
            put(name, json(value, shape));
            return value;
        }

        @Override
        public <V> List<V> many(
                int tag, String name, Function<T, List<V>> of, FieldShape<V> shape) {
            List<V> values = of.apply(record);
            List<@Nullable Object> elements = new ArrayList<>();
            values.forEach(value -> elements.add(json(value, shape)));
            put(name, elements);
            return values;
        }

        @Override
        public <V> Map<String, V> map(
                int tag, String name, Function<T, Map<String, V>> of, FieldShape<V> shape) {
            Map<String, V> values = of.apply(record);
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            values.forEach((key, value) -> entries.put(key, json(value, shape)));
            put(name, entries);
            return values;
        }
    }
}
