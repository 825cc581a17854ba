package dev.clawgateway.server.dialect.api.fuzz;

import dev.clawgateway.contract.ApiContract;
import dev.clawgateway.contract.ApiOperation;
import dev.clawgateway.contract.ApiParameter;
import dev.clawgateway.server.fixture.ContractExamples;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests of the contract: good ones, such at its bounds, and bad ones. */
final class FuzzedRequests {
    private static final int MOST_KNOWN = 200;

    private final Random random;
    private final List<ApiOperation> operations;
    private final SchemaValues values;
    private final Spoiling spoiling;
    private final List<String> known = new ArrayList<>();

    /** What is to be sent. */
    record Asked(
            ApiOperation operation,
            String method,
            String path,
            Map<String, String> headers,
            String body) {
        @Override
        public String toString() {
            return operation.id() + ' ' + method + ' ' + path + ' ' + headers + ' ' + body;
        }
    }

    FuzzedRequests(long seed, List<ApiOperation> operations) {
        random = new Random(seed);
        this.operations = operations;
        spoiling = new Spoiling(random);
        values =
                new SchemaValues(
                        random,
                        from -> known.isEmpty() ? null : known.get(from.nextInt(known.size())));
    }

    /** Remembers a text of an answer, so that others ask about it. */
    void met(String text) {
        if (known.size() < MOST_KNOWN) {
            known.add(text);
        } else {
            known.set(random.nextInt(MOST_KNOWN), text);
        }
    }

    Asked next() {
        ApiOperation operation = operations.get(random.nextInt(operations.size()));
        boolean good = random.nextInt(3) == 0;
        return new Asked(
                operation,
                good || random.nextInt(20) > 0 ? operation.method() : method(),
                path(operation, good),
                headers(operation, good),
                body(operation, good));
    }

    private String method() {
        return List.of("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH")
                .get(random.nextInt(7));
    }

    private String path(ApiOperation operation, boolean good) {
        String path = operation.template();
        List<String> queries = new ArrayList<>();
        for (JsonNode one : ContractExamples.parameters(operation)) {
            String name = one.path("name").asString();
            String value = encoded(argument(one, good));
            if (one.path("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", value.isEmpty() ? "%20" : value);
            } else if (one.path("in").asString().equals("query")
                    && (random.nextInt(3) == 0 || one.path("required").asBoolean(false))) {
                queries.add(name + "=" + value);
            }
        }
        if (!good && random.nextInt(10) == 0) {
            queries.add("unknown=" + encoded(spoiling.oddText()));
        }
        return queries.isEmpty() ? path : path + "?" + String.join("&", queries);
    }

    private String argument(JsonNode parameter, boolean good) {
        JsonNode schema = ContractExamples.resolved(parameter.path("schema"));
        JsonNode one =
                schema.path("type").asString("").equals("array")
                        ? ContractExamples.resolved(schema.path("items"))
                        : schema;
        boolean example = parameter.has("example") && random.nextInt(3) == 0;
        if (example || (good && one.has("pattern"))) {
            return parameter.path("example").asString("name=" + random.nextInt(3));
        } else if (good || random.nextInt(3) > 0) {
            return values.of(one).asString();
        }
        return random.nextBoolean() ? spoiling.oddText() : spoiling.odd().asString("");
    }

    private Map<String, String> headers(ApiOperation operation, boolean good) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!operation.consumes().isEmpty()) {
            headers.put(
                    "Content-Type",
                    good || random.nextInt(8) > 0
                            ? operation.consumes().get(random.nextInt(operation.consumes().size()))
                            : "text/" + random.nextInt(3));
        }
        if (!good && random.nextInt(8) == 0) {
            headers.put(
                    "Accept", List.of("text/html", "*/*;q=0", "a", "*/*").get(random.nextInt(4)));
        }
        if (operation.parameter(ApiParameter.Place.HEADER, "Idempotency-Key").isPresent()
                && random.nextInt(3) == 0) {
            headers.put("Idempotency-Key", "key-" + random.nextInt(10));
        }
        if (random.nextInt(10) == 0) {
            headers.put("Accept-Encoding", "gzip");
        }
        if (random.nextInt(10) == 0 && operation.method().equals("GET")) {
            headers.put("If-None-Match", random.nextBoolean() ? "*" : "\"a\", W/\"b\"");
        }
        return headers;
    }

    private String body(ApiOperation operation, boolean good) {
        if (operation.consumes().isEmpty()) {
            return !good && random.nextInt(10) == 0 ? "{}" : "";
        }
        String type = operation.consumes().getFirst();
        JsonNode form =
                ContractExamples.resolved(ContractExamples.at(operation).path("requestBody"))
                        .path("content")
                        .path(type);
        List<String> examples = ContractExamples.bodies(operation, type);
        String example = examples.get(random.nextInt(examples.size()));
        if (!type.equals("application/json")) {
            return good ? example : example.substring(random.nextInt(example.length()));
        }
        JsonNode value =
                random.nextBoolean()
                        ? JsonMapper.shared().readTree(example)
                        : values.of(form.path("schema"));
        return good ? value.toString() : spoiling.spoiled(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Those that a gateway serves, and that are answered at once. */
    static List<ApiOperation> servedBy(List<String> routes) {
        return ApiContract.load().operations().stream()
                .filter(one -> routes.contains(one.method() + " " + one.template()))
                .filter(one -> !one.id().startsWith("waitFor"))
                .toList();
    }
}
