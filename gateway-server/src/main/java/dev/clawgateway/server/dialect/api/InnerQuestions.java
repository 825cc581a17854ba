package dev.clawgateway.server.dialect.api;

import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.contract.ApiParameter;
import dev.clawgateway.contract.ApiParameter.Place;
import dev.clawgateway.net.http.RouteAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.http.InnerApi.InnerAnswer;
import dev.clawgateway.server.http.InsideExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests from within as the contract has them, and answers back. */
final class InnerQuestions {
    private static final String JSON = "application/json";
    private static final Pattern NEXT =
            Pattern.compile("[?&]cursor=([^&>]+)[^>]*>;\\s*rel=\"next\"");

    private InnerQuestions() {}

    /**
     * One operation's request.
     *
     * @param request as the asker calls it; null where it does not
     * @throws JsonFormatException in words for the asker, where something is missing
     */
    static InsideExchange.Question of(
            ApiOperation operation, ObjectNode params, @Nullable String request)
            throws JsonFormatException {
        Map<String, String> path = new HashMap<>();
        Map<String, List<String>> queries = new HashMap<>();
        for (ApiParameter parameter : operation.parameters()) {
            JsonNode given = params.get(parameter.name());
            boolean absent = given == null || given.isNull();
            if (parameter.place() == Place.PATH) {
                if (absent || !given.isValueNode() || given.asString().isEmpty()) {
                    throw new JsonFormatException(
                            null, "must have required property '" + parameter.name() + "'");
                }
                path.put(parameter.name(), given.asString());
            } else if (parameter.place() == Place.QUERY && !absent) {
                queries.put(parameter.name(), texts(given));
            }
        }
        JsonNode body = params.get("body");
        return new InsideExchange.Question(
                operation.method(),
                filled(operation.template(), path),
                path,
                queries,
                headers(params, request),
                body == null ? "" : body.toString());
    }

    private static List<String> texts(JsonNode given) {
        if (!given.isArray()) {
            return List.of(given.asString());
        }
        List<String> texts = new ArrayList<>();
        given.forEach(one -> texts.add(one.asString()));
        return texts;
    }

    private static Map<String, String> headers(ObjectNode params, @Nullable String request) {
        Map<String, String> headers = new HashMap<>();
        headers.put("accept", JSON);
        headers.put("content-type", JSON);
        JsonNode key = params.get("idempotencyKey");
        if (key != null && !key.isNull()) {
            headers.put("idempotency-key", key.asString());
        }
        JsonNode revision = params.get("ifRevision");
        if (revision != null && !revision.isNull()) {
            headers.put("if-match", "\"" + revision.asString() + "\"");
        }
        if (request != null) {
            headers.put("x-request-id", request);
        }
        return headers;
    }

    private static String filled(String template, Map<String, String> path) {
        String filled = template;
        for (Map.Entry<String, String> one : path.entrySet()) {
            filled = filled.replace("{" + one.getKey() + "}", one.getValue());
        }
        return filled;
    }

    /** As it is told. */
    static InnerAnswer answer(RouteAnswer answer) {
        byte[] bytes = new byte[answer.body().remaining()];
        answer.body().duplicate().get(bytes);
        String later = answer.headers().get("Retry-After");
        Matcher next = NEXT.matcher(answer.headers().getOrDefault("Link", ""));
        return new InnerAnswer(
                answer.status(),
                json(bytes),
                next.find() ? next.group(1) : null,
                later == null ? null : Duration.ofSeconds(Long.parseLong(later)));
    }

    private static @Nullable JsonNode json(byte[] bytes) {
        try {
            return bytes.length == 0 ? null : JsonTree.parse(bytes);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("an answer was no JSON", e);
        }
    }
}
