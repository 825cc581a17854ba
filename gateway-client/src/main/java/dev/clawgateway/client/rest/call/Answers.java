package dev.clawgateway.client.rest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clawgateway.client.api.GatewayException;
import dev.clawgateway.client.http.HttpAnswer;
import dev.clawgateway.protocol.api.ApiList;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers; what cannot be read is no gateway's. */
public final class Answers {
    private static final JsonMapper BY_NAME =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Answers() {}

    /** Makes an object of a body. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(byte[] body) throws JsonFormatException;
    }

    public static <T> T read(HttpAnswer answer, Reading<T> reading) {
        try {
            return reading.read(answer.body());
        } catch (JsonFormatException e) {
            throw new GatewayException(
                    answer.gateway() + ": the answer is not understood: " + e.getMessage(), false);
        }
    }

    /** Of a value that stands alone. */
    public static <T> T one(HttpAnswer answer, Kind<T> kind) {
        return read(answer, body -> kind.read(Value.root(JsonTree.parse(body), "")));
    }

    public static <T> RestPage<T> list(HttpAnswer answer, Kind<T> kind) {
        ApiList<T> list = read(answer, body -> ApiList.read(body, kind));
        return new RestPage<>(list.items(), list.nextCursor(), list.total(), list.revision());
    }

    /** Of a record by the names of its components; members that it has not are let go. */
    public static <T> T as(HttpAnswer answer, Class<T> type) {
        return read(answer, body -> as(answer, JsonTree.parse(body), type));
    }

    /** A page of such. */
    public static <T> RestPage<T> page(HttpAnswer answer, Class<T> type) {
        return read(
                answer,
                body -> {
                    JsonNode page = JsonTree.parse(body);
                    List<T> items = new ArrayList<>();
                    for (JsonNode item : page.path("items")) {
                        items.add(as(answer, item, type));
                    }
                    return new RestPage<>(
                            items,
                            page.path("next_cursor").asString(null),
                            number(page.path("total")),
                            number(page.path("revision")));
                });
    }

    /** One of a line each. */
    public static <T> List<T> lines(HttpAnswer answer, Class<T> type) {
        List<T> all = new ArrayList<>();
        for (String line : new String(answer.body(), UTF_8).lines().toList()) {
            all.add(read(answer, _ -> as(answer, JsonTree.parse(line), type)));
        }
        return all;
    }

    private static @Nullable Long number(JsonNode value) {
        return value.isNumber() ? value.longValue() : null;
    }

    private static <T> T as(HttpAnswer answer, JsonNode tree, Class<T> type) {
        try {
            return BY_NAME.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new GatewayException(
                    answer.gateway() + ": the answer is not understood: " + e.getOriginalMessage(),
                    false);
        }
    }
}
