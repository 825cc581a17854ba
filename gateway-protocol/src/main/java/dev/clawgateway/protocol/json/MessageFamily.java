package dev.clawgateway.protocol.json;

import dev.clawgateway.protocol.json.Kinds.Shape;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A family of messages told apart by their member {@code type}: how each of them is read. */
public final class MessageFamily<M> {
    /** A longer type is no known one, and not worth quoting back. */
    private static final int MAX_TYPE_LENGTH = 64;

    private final Map<String, Shape<? extends M>> shapes;

    public MessageFamily(Map<String, Shape<? extends M>> shapes) {
        this.shapes = Map.copyOf(shapes);
    }

    public boolean knows(String type) {
        return shapes.containsKey(type);
    }

    public M read(JsonNode message) throws JsonFormatException {
        String type = type(message);
        Shape<? extends M> shape = type == null ? null : shapes.get(type);
        if (type == null || shape == null) {
            throw unknown(message, type);
        }
        return shape.read(new Members(Value.root(message, type)));
    }

    /** The tag; null when there is none. */
    public static @Nullable String type(JsonNode message) {
        JsonNode type = message.get("type");
        return type != null && type.isString() && type.stringValue().length() <= MAX_TYPE_LENGTH
                ? type.stringValue()
                : null;
    }

    private JsonFormatException unknown(JsonNode message, @Nullable String type) {
        Value root = Value.root(message, "message");
        JsonFormatException problem =
                message.isObject()
                        ? root.member("type").mustBe("one of " + types())
                        : root.mustBe("a JSON object");
        return new JsonFormatException(type, problem.getMessage());
    }

    private String types() {
        return String.join(", ", new TreeMap<>(shapes).keySet());
    }
}
