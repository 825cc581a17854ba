package dev.clawgateway.protocol.json;

import dev.clawgateway.core.Excerpt;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One JSON value of a message being read, together with its place, so that every complaint can name
 * it. Strict: nothing is coerced but the values of maps (section 2.0, rule 9).
 */
public final class Value {
    private static final BigInteger MAX_U64 = new BigInteger("18446744073709551615");
    private static final int MAX_SHOWN = 40;

    private final JsonNode node;
    private final @Nullable Value parent;
    private final String name;
    private final int index;
    private final @Nullable AskedMembers asked;

    private Value(JsonNode node, Value parent, String name, int index) {
        this(node, parent, name, index, parent.asked);
    }

    private Value(
            JsonNode node,
            @Nullable Value parent,
            String name,
            int index,
            @Nullable AskedMembers asked) {
        this.asked = asked;
        this.node = node;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** A whole message; {@code type} is where its paths begin, and may be empty. */
    public static Value root(JsonNode node, String type) {
        return new Value(node, null, type, -1, null);
    }

    /** The same, keeping account of what is read. */
    public static Value root(JsonNode node, String type, AskedMembers asked) {
        return new Value(node, null, type, -1, asked);
    }

    /** A member of this object; one that is absent reads as missing. */
    public Value member(String member) {
        if (asked != null) {
            asked.add(node, member);
        }
        return child(member);
    }

    /** The same, for looking only: it does not count as read. */
    public Value child(String member) {
        JsonNode found = node.get(member);
        return new Value(
                found == null ? JsonNodeFactory.instance.missingNode() : found, this, member, -1);
    }

    public boolean isMissing() {
        return node.isMissingNode();
    }

    public boolean isNull() {
        return node.isNull();
    }

    public Members members() throws JsonFormatException {
        if (!node.isObject()) {
            throw mustBe("an object");
        }
        return new Members(this);
    }

    public String text() throws JsonFormatException {
        if (!node.isString()) {
            throw mustBe("a string");
        }
        return node.stringValue();
    }

    public boolean flag() throws JsonFormatException {
        if (!node.isBoolean()) {
            throw mustBe("true or false");
        }
        return node.booleanValue();
    }

    /** An integer token in range; {@code 30.0} and {@code "30"} are none. */
    public long integer(long min, long max) throws JsonFormatException {
        if (node.isIntegralNumber() && !node.isBigInteger()) {
            long value = node.longValue();
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw mustBe("an integer from " + min + " to " + max);
    }

    /** Beyond {@link Long#MAX_VALUE} it reads as that: no quantity of the protocol is so large. */
    public long u64() throws JsonFormatException {
        if (node.isBigInteger()
                && node.bigIntegerValue().signum() > 0
                && node.bigIntegerValue().compareTo(MAX_U64) <= 0) {
            return Long.MAX_VALUE;
        }
        if (node.isIntegralNumber() && !node.isBigInteger() && node.longValue() >= 0) {
            return node.longValue();
        }
        throw mustBe("an integer from 0 to " + MAX_U64);
    }

    /** A decimal or integer token. */
    public float f32() throws JsonFormatException {
        if (node.isNumber()) {
            float value = node.decimalValue().floatValue();
            if (Float.isFinite(value)) {
                return value;
            }
        }
        throw mustBe("a number that fits 32 bits");
    }

    public UUID uuid() throws JsonFormatException {
        UUID uuid = node.isString() ? WireText.uuid(node.stringValue()) : null;
        if (uuid == null) {
            throw mustBe("a UUID of 36 characters");
        }
        return uuid;
    }

    public Instant time() throws JsonFormatException {
        Instant time = node.isString() ? WireText.time(node.stringValue()) : null;
        if (time == null) {
            throw mustBe("an RFC 3339 time such as 2026-03-04T05:06:07Z");
        }
        return time;
    }

    public <T> List<T> list(Kind<T> kind) throws JsonFormatException {
        if (!node.isArray()) {
            throw mustBe("a list");
        }
        List<T> list = new ArrayList<>(node.size());
        for (Value element : elements()) {
            list.add(kind.read(element));
        }
        return list;
    }

    /** What a list holds; nothing for any other value. */
    public List<Value> elements() {
        List<Value> elements = new ArrayList<>(node.size());
        if (node.isArray()) {
            for (JsonNode element : node) {
                elements.add(new Value(element, this, "", elements.size()));
            }
        }
        return elements;
    }

    /** A map of strings; numbers, true and false are taken as their own text. */
    public Map<String, String> textMap() throws JsonFormatException {
        if (!node.isObject()) {
            throw mustBe("an object of strings");
        }
        Map<String, String> map = LinkedHashMap.newLinkedHashMap(node.size());
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (!value.isValueNode() || value.isNull()) {
                throw new Value(value, this, entry.getKey(), -1).mustBe("a string");
            }
            map.put(entry.getKey(), value.asString());
        }
        return map;
    }

    public JsonNode json() {
        return node;
    }

    /** A complaint that says what would be right and what was found. */
    public JsonFormatException mustBe(String what) {
        return problem("must be " + what + ", was " + shown());
    }

    /** A complaint in other words. */
    public JsonFormatException problem(String what) {
        return new JsonFormatException(root().name, path() + ": " + what);
    }

    private Value root() {
        Value value = this;
        while (value.parent != null) {
            value = value.parent;
        }
        return value;
    }

    private String path() {
        if (parent == null) {
            return name;
        }
        String place = parent.path();
        if (index >= 0) {
            return place + "[" + index + "]";
        }
        return place + (place.isEmpty() ? "" : ".") + Excerpt.of(name, MAX_SHOWN);
    }

    private String shown() {
        return switch (node.getNodeType()) {
            case MISSING -> "missing";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "\"" + Excerpt.of(node.stringValue(), MAX_SHOWN) + "\"";
            default -> Excerpt.of(node.asString(), MAX_SHOWN);
        };
    }
}
