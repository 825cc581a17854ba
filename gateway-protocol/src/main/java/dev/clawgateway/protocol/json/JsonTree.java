package dev.clawgateway.protocol.json;

import dev.clawgateway.core.Excerpt;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way in and out: {@link #parse} and then {@link Value#root} to read, {@link #write} to write.
 * Turns text into a tree, refusing what the protocol refuses whatever the message: repeated
 * members, broken Unicode, and sizes no honest message has. The recursion is as deep as {@link
 * #MAX_DEPTH} at most.
 */
public final class JsonTree {
    public static final int MAX_DEPTH = 32;
    public static final int MAX_NUMBER_LENGTH = 32;
    public static final int MAX_STRING_LENGTH = 16 * 1024 * 1024;

    private static final int TYPICAL_SIZE = 256;
    private static final int MAX_PROBLEM_LENGTH = 200;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Also the source of generators. Bytes are UTF-8 and nothing else. */
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(MAX_NUMBER_LENGTH)
                                                    .maxStringLength(MAX_STRING_LENGTH)
                                                    .build())
                                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                                    .build())
                    .build();

    private JsonTree() {}

    public static JsonNode parse(String text) throws JsonFormatException {
        return whole(() -> MAPPER.createParser(text));
    }

    /** Reads a whole body. */
    public static JsonNode parse(byte[] utf8) throws JsonFormatException {
        return parse(utf8, 0, utf8.length);
    }

    public static JsonNode parse(byte[] utf8, int offset, int length) throws JsonFormatException {
        return whole(() -> MAPPER.createParser(utf8, offset, length));
    }

    /** One JSON object, as UTF-8. */
    public static byte[] write(Consumer<MemberWriter> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            members.accept(new MemberWriter(out));
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** A value alone, as UTF-8. */
    public static <T> byte[] write(Kind<T> kind, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            kind.write(value, out);
        }
        return bytes.toByteArray();
    }

    private interface Source {
        JsonParser open();
    }

    private static JsonNode whole(Source source) throws JsonFormatException {
        try (JsonParser parser = source.open()) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonFormatException(null, "message: must be a JSON object, was empty");
            }
            JsonNode tree = value(parser, first);
            if (parser.nextToken() != null) {
                throw new JsonFormatException(
                        null, "message: must be one JSON value, has more after it");
            }
            return tree;
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private static JsonNode value(JsonParser parser, JsonToken token) throws JsonFormatException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(wellFormed(parser, parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("not the start of a value: " + token);
        };
    }

    private static ObjectNode object(JsonParser parser) throws JsonFormatException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            wellFormed(parser, name);
            JsonNode earlier = object.replace(name, value(parser, parser.nextToken()));
            if (earlier != null) {
                throw new JsonFormatException(
                        null, path(parser) + ": must appear once, appears again");
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws JsonFormatException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /**
     * Kept digit by digit, so that free JSON passes through unchanged; but only as far as a double
     * reaches, since a few bytes of exponent could otherwise ask for gigabytes of digits.
     */
    private static JsonNode decimal(JsonParser parser) throws JsonFormatException {
        String text = parser.getString();
        double rounded = Double.parseDouble(text);
        if (!Double.isFinite(rounded)) {
            throw new JsonFormatException(
                    null, path(parser) + ": must be a number that fits 64 bits, was " + text);
        }
        boolean vanishes = rounded == 0 && (text.indexOf('e') >= 0 || text.indexOf('E') >= 0);
        return NODES.numberNode(new BigDecimal(vanishes ? "0.0" : text));
    }

    /** Half a surrogate pair cannot be written as UTF-8 again, so it must not come in. */
    private static String wellFormed(JsonParser parser, String text) throws JsonFormatException {
        if (!Unicode.isWellFormed(text)) {
            throw new JsonFormatException(
                    null, path(parser) + ": must be Unicode text, has half a surrogate pair");
        }
        return text;
    }

    /** Where the parser stands, as error texts name it: {@code capabilities.gpus[0].index}. */
    private static String path(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        appendPath(parser.streamReadContext(), path);
        return path.isEmpty() ? "message" : Excerpt.of(path.toString(), MAX_PROBLEM_LENGTH);
    }

    private static void appendPath(@Nullable TokenStreamContext context, StringBuilder path) {
        if (context == null || context.inRoot()) {
            return;
        }
        appendPath(context.getParent(), path);
        if (context.inArray()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.hasCurrentName()) {
            path.append(path.isEmpty() ? "" : ".").append(context.currentName());
        }
    }

    private static JsonFormatException notJson(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        String where =
                location == null
                        ? ""
                        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        String problem = e.getOriginalMessage();
        String detail = problem == null ? "" : ": " + Excerpt.of(problem, MAX_PROBLEM_LENGTH);
        return new JsonFormatException(null, "message: must be JSON, is not" + where + detail);
    }
}
