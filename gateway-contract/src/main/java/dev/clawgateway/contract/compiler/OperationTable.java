package dev.clawgateway.contract.compiler;

import static dev.clawgateway.contract.compiler.DocumentTree.resolved;

import dev.clawgateway.contract.ApiParameter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What of the document is needed to route requests and to look at their parameters. */
final class OperationTable {
    private static final int USUAL_BODY_BYTES = 64 << 10;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OperationTable() {}

    static ArrayNode of(ObjectNode document) {
        ArrayNode table = NODES.arrayNode();
        DocumentTree.operations(document).forEach(place -> table.add(row(document, place)));
        return table;
    }

    private static ObjectNode row(ObjectNode document, DocumentTree.Place place) {
        ObjectNode operation = place.operation();
        ObjectNode row = NODES.objectNode();
        row.put("id", operation.get("operationId").stringValue())
                .put("method", place.method().toUpperCase(Locale.ROOT))
                .put("path", place.path())
                .put("permission", operation.get("x-permission").stringValue())
                .put("identified", SharedAnswers.identified(operation))
                .put("key_of_process", operation.path("x-key-of-process").asBoolean(false));
        JsonNode body = resolved(document, operation.path("requestBody"));
        if (body.has("content")) {
            row.put("max_body_bytes", operation.path("x-max-body-bytes").asInt(USUAL_BODY_BYTES))
                    .put("body_required", body.path("required").asBoolean(false));
            ArrayNode consumes = row.putArray("consumes");
            body.get("content").propertyNames().forEach(consumes::add);
        }
        Set<String> produced = new TreeSet<>();
        ArrayNode statuses = row.putArray("statuses");
        for (Map.Entry<String, JsonNode> one : operation.get("responses").properties()) {
            statuses.add(Integer.parseInt(one.getKey()));
            if (one.getKey().startsWith("2")) {
                produced.addAll(resolved(document, one.getValue()).path("content").propertyNames());
            }
        }
        ArrayNode produces = row.putArray("produces");
        produced.forEach(produces::add);
        ArrayNode parameters = row.putArray("parameters");
        place.parameters(document).forEach(one -> parameters.add(parameter(document, one)));
        return row;
    }

    private static ObjectNode parameter(ObjectNode document, JsonNode parameter) {
        JsonNode schema = resolved(document, parameter.path("schema"));
        boolean many = schema.path("type").asString("").equals("array");
        JsonNode one = many ? resolved(document, schema.path("items")) : schema;
        ObjectNode row = NODES.objectNode();
        row.put("name", parameter.get("name").stringValue())
                .put("place", parameter.get("in").stringValue().toUpperCase(Locale.ROOT))
                .put("type", type(one).name())
                .put("required", parameter.path("required").asBoolean(false))
                .put("many", many);
        copy(one, "minimum", row, "min");
        copy(one, "maximum", row, "max");
        copy(one, "minLength", row, "min");
        copy(one, "maxLength", row, "max");
        copy(one, "pattern", row, "pattern");
        copy(one, "enum", row, "words");
        return row;
    }

    private static boolean isUuid(JsonNode schema) {
        return schema.path("format").asString("").equals("uuid");
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(as, value);
        }
    }

    private static ApiParameter.Type type(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "integer" -> ApiParameter.Type.INTEGER;
            case "number" -> ApiParameter.Type.NUMBER;
            case "boolean" -> ApiParameter.Type.FLAG;
            default -> isUuid(schema) ? ApiParameter.Type.UUID : ApiParameter.Type.TEXT;
        };
    }

    /** What a parameter lacks that has no bound; null where it has one. */
    static @Nullable String unbounded(JsonNode schema, ObjectNode document) {
        return switch (schema.path("type").asString("")) {
            case "array" ->
                    schema.has("maxItems")
                            ? unbounded(resolved(document, schema.path("items")), document)
                            : "has no maxItems";
            case "integer", "number" ->
                    schema.has("minimum") && schema.has("maximum")
                            ? null
                            : "has no minimum or no maximum";
            case "boolean" -> null;
            case "string" ->
                    schema.has("enum") || schema.has("maxLength") || isUuid(schema)
                            ? null
                            : "has no maxLength";
            default -> "has no type";
        };
    }
}
