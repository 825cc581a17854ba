package dev.clawgateway.store.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists what tables declare, without any record. */
public final class Declared {
    private final Set<Object> seen = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    /** A line for each number: where it is, the number, the name and the shape. */
    public static List<String> by(List<StoredKind<?>> kinds) {
        Declared declared = new Declared();
        for (StoredKind<?> kind : kinds) {
            declared.lines.add("/ " + kind.number() + " " + kind.name() + " one");
            declared.shape("/" + kind.name(), kind.form());
        }
        return declared.lines;
    }

    /** Below it, where it is first met. */
    private void shape(String path, FieldShape<?> shape) {
        switch (shape) {
            case FieldShape.Usual<?> usual -> shape(path, usual.shape());
            case Form<?> form when seen.add(form) -> form(path, form);
            case SealedFamily<?> family when seen.add(family) ->
                    family.members()
                            .forEach(member -> {
                                lines.add(path + " " + member.tag() + " " + member.name() + " one");
                                shape(path + "/" + member.name(), member.form());
                            });
            case WordNumbers<?> words when seen.add(words) ->
                    words.numbers()
                            .forEach((word, number) ->
                                    lines.add(path + " " + number + " " + word + " word"));
            default -> {}
        }
    }

    private <T> void form(String path, Form<T> form) {
        DeclaringRow<T> row = new DeclaringRow<>();
        try {
            form.made(row);
        } catch (RuntimeException _) {
            // No constructor is made for what a row without a record gives it; it was asked by
            // then.
        }
        row.shapes.forEach((line, _) -> lines.add(path + " " + line));
        row.shapes.forEach((line, shape) -> shape(path + "/" + line.split(" ", 3)[1], shape));
    }

    /** What a value on the wire is. */
    private static String wire(FieldShape<?> shape) {
        return switch (shape) {
            case FieldShape.Usual<?> usual -> wire(usual.shape()) + ", usually " + usual.absent();
            case Form<?> _ -> "record";
            case SealedFamily<?> _ -> "family";
            case WordNumbers<?> _ -> "word";
            case Numeric<?> _ -> "number";
            case Flag _ -> "flag";
            case Amount _ -> "amount";
            case Textual<?> _ -> "text";
            case DeviceName _ -> "device";
            case Id<?> _ -> "id";
            case Span<?> _ -> "time";
            default -> throw new AssertionError("a shape without a name: " + shape);
        };
    }

    private static final class DeclaringRow<T> extends Row<T> {
        /** By number, so that two of one number show. */
        private final Map<String, FieldShape<?>> shapes = new TreeMap<>(DeclaringRow::byNumber);

        private static int byNumber(String one, String other) {
            int numbers = Integer.compare(number(one), number(other));
            return numbers != 0 ? numbers : one.compareTo(other);
        }

        private static int number(String line) {
            return Integer.parseInt(line.split(" ", 2)[0]);
        }

        private void line(int tag, String name, String how, FieldShape<?> shape) {
            shapes.put(tag + " " + name + " " + how + " " + wire(shape), shape);
        }

        @Override
        public <V> V is(int tag, String name, Function<T, V> of, FieldShape<V> shape) {
            line(tag, name, "one", shape);
            return dummy(shape);
        }

        /** What a constructor's argument is turned into before it is called must not be null. */
        @SuppressWarnings("NullAway") // the rest may be: no record is made of it
        private static <V> V dummy(FieldShape<V> shape) {
            boolean simple =
                    shape instanceof Numeric<?>
                            || shape instanceof Flag
                            || shape instanceof Amount
                            || shape instanceof FieldShape.Usual<?>;
            return simple ? shape.absent() : null;
        }

        @Override
        public <V> @Nullable V maybe(
                int tag, String name, Function<T, @Nullable V> of, FieldShape<V> shape) {
            line(tag, name, "maybe", shape);
            return null;
        }

        @Override
        public <V> List<V> many(
                int tag, String name, Function<T, List<V>> of, FieldShape<V> shape) {
            boolean told = !(shape instanceof Form<?> form) || form.told();
            line(tag, name, told ? "many" : "many that nothing tells apart", shape);
            return List.of();
        }

        @Override
        public <V> Map<String, V> map(
                int tag, String name, Function<T, Map<String, V>> of, FieldShape<V> shape) {
            line(tag, name, "map", shape);
            return Map.of();
        }
    }
}
