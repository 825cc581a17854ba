package dev.clawgateway.protocol.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The kinds of value that every dialect is made of, and how to make more of them. */
public final class Kinds {
    public static final Kind<String> TEXT =
            kind(Value::text, (text, out) -> out.writeString(Unicode.repaired(text)));
    public static final Kind<Boolean> FLAG =
            kind(Value::flag, (flag, out) -> out.writeBoolean(flag));
    public static final Kind<Integer> U8 = integer(0, 0xFF);
    public static final Kind<Integer> U16 = integer(0, 0xFFFF);
    public static final Kind<Integer> I32 = integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    public static final Kind<Long> U32 = wide(0, 0xFFFF_FFFFL);
    public static final Kind<Long> U64 = kind(Value::u64, (number, out) -> out.writeNumber(number));
    public static final Kind<Float> F32 = kind(Value::f32, Kinds::writeFloat);

    /** A u32 of the protocol that we hold as an int, and whose upper half nobody needs. */
    public static final Kind<Integer> COUNT =
            kind(Kinds::readCount, (n, out) -> out.writeNumber(n));

    public static final Kind<Instant> TIME =
            kind(Value::time, (time, out) -> out.writeString(WireText.text(time)));
    public static final Kind<JsonNode> JSON =
            kind(Value::json, (tree, out) -> JsonTree.MAPPER.writeTree(out, tree));
    public static final Kind<List<String>> TEXTS = list(TEXT);
    public static final Kind<List<Integer>> COUNTS = list(COUNT);

    /** Written in the order of the keys, so that equal maps are equal text. */
    public static final Kind<Map<String, String>> TEXT_MAP =
            kind(Value::textMap, Kinds::writeTextMap);

    private Kinds() {}

    /** Reads the value alone. */
    public interface Reading<T> {
        T read(Value value) throws JsonFormatException;
    }

    /** Reads an object from its members. */
    public interface Shape<T> {
        T read(Members members) throws JsonFormatException;
    }

    public static <T> Kind<T> kind(Reading<T> reading, BiConsumer<T, JsonGenerator> writing) {
        return new Kind<>() {
            @Override
            public T read(Value value) throws JsonFormatException {
                return reading.read(value);
            }

            @Override
            public void write(T value, JsonGenerator out) {
                writing.accept(value, out);
            }
        };
    }

    public static <T> Kind<T> object(Shape<T> shape, BiConsumer<T, MemberWriter> writing) {
        return kind(
                value -> shape.read(value.members()),
                (object, out) -> {
                    out.writeStartObject();
                    writing.accept(object, new MemberWriter(out));
                    out.writeEndObject();
                });
    }

    /** Of what is written here, and read by others only. */
    public static <T> Kind<T> written(BiConsumer<T, JsonGenerator> writing) {
        return kind(
                _ -> {
                    throw unread();
                },
                writing);
    }

    /** The same of an object. */
    public static <T> Kind<T> writtenObject(BiConsumer<T, MemberWriter> writing) {
        return object(
                _ -> {
                    throw unread();
                },
                writing);
    }

    private static IllegalStateException unread() {
        return new IllegalStateException("is written here, and never read");
    }

    public static <T> Kind<List<T>> list(Kind<T> element) {
        return kind(
                value -> value.list(element),
                (list, out) -> {
                    out.writeStartArray();
                    list.forEach(each -> element.write(each, out));
                    out.writeEndArray();
                });
    }

    /** An integer of our own extensions, in a range that makes sense for it. */
    public static Kind<Integer> integer(int min, int max) {
        return kind(
                value -> (int) value.integer(min, max), (number, out) -> out.writeNumber(number));
    }

    public static Kind<Long> wide(long min, long max) {
        return kind(value -> value.integer(min, max), (number, out) -> out.writeNumber(number));
    }

    private static int readCount(Value value) throws JsonFormatException {
        long count = value.integer(0, 0xFFFF_FFFFL);
        if (count > Integer.MAX_VALUE) {
            throw value.mustBe("at most " + Integer.MAX_VALUE);
        }
        return (int) count;
    }

    /** JSON has no NaN and no infinity; null is as near as it comes. */
    private static void writeFloat(float number, JsonGenerator out) {
        if (Float.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeNull();
        }
    }

    private static void writeTextMap(Map<String, String> map, JsonGenerator out) {
        out.writeStartObject();
        new TreeMap<>(map)
                .forEach((key, value) -> {
                    out.writeName(Unicode.repaired(key));
                    TEXT.write(value, out);
                });
        out.writeEndObject();
    }
}
