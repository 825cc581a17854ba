package dev.clawgateway.protocol.membership;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Writes and reads the bodies. Safe from any thread. */
public final class MembershipJson {
    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private MembershipJson() {}

    public static byte[] write(Object body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /**
     * An answer.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static <T> T read(byte[] body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * What a request says; none is an empty one.
     *
     * @throws IllegalArgumentException when it is no JSON object
     */
    public static ObjectNode request(byte[] body) {
        if (body.length == 0) {
            return MAPPER.createObjectNode();
        }
        try {
            if (JsonTree.parse(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonFormatException e) {
            throw new IllegalArgumentException("the body is no valid JSON", e);
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    /** JSON text as a value of an answer. */
    public static Object raw(String json) {
        return new RawValue(json);
    }

    /** The number that JSON text is; 0 when it is none. */
    public static double number(String json) {
        JsonNode node = MAPPER.readTree(json);
        return node.isNumber() && Double.isFinite(node.doubleValue()) ? node.doubleValue() : 0;
    }

    /** In UTC, to the millisecond. */
    public static String iso(Instant instant) {
        return ISO.format(instant);
    }
}
