package dev.clawgateway.server.dialect.api.fuzz;

import dev.clawgateway.server.fixture.ContractExamples;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that a schema allows, with its bounds among them. */
final class SchemaValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final long MOST = 1L << 40;

    private final Random random;
    private final Known known;

    /** What was met before, so that requests are about things that there are. */
    interface Known {
        /** Some text; null where nothing is known. */
        String any(Random random);
    }

    SchemaValues(Random random, Known known) {
        this.random = random;
        this.known = known;
    }

    JsonNode of(JsonNode schema) {
        return of(schema, 0);
    }

    private JsonNode of(JsonNode node, int depth) {
        JsonNode schema = ContractExamples.resolved(node);
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        } else if (schema.has("anyOf")) {
            JsonNode forms = schema.get("anyOf");
            return of(
                    forms.get(depth > DEEPEST ? forms.size() - 1 : random.nextInt(forms.size())),
                    depth);
        }
        JsonNode type = schema.path("type");
        String name =
                type.isArray() ? type.get(random.nextInt(type.size())).asString() : type.asString();
        return switch (name) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode(number(schema));
            case "number" -> NODES.numberNode(number(schema) + (random.nextBoolean() ? 0.5 : 0));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (Map.Entry<String, JsonNode> one : schema.path("properties").properties()) {
            boolean wanted = depth < DEEPEST && random.nextInt(3) == 0;
            if (wanted || required.contains(one.getKey())) {
                object.set(one.getKey(), of(one.getValue(), depth + 1));
            }
        }
        JsonNode more = schema.get("additionalProperties");
        if (more != null && more.isObject() && random.nextBoolean()) {
            object.set("KEY_" + random.nextInt(5), of(more, depth + 1));
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        int size = depth > DEEPEST ? 0 : random.nextInt(3);
        for (int i = 0; i < size; i++) {
            array.add(of(schema.path("items"), depth + 1));
        }
        return array;
    }

    long number(JsonNode schema) {
        long min = schema.path("minimum").asLong(0);
        long max = Math.max(min, schema.path("maximum").asLong(MOST));
        return switch (random.nextInt(4)) {
            case 0 -> min;
            case 1 -> max;
            default -> min + random.nextLong(Math.min(max - min, 100) + 1);
        };
    }

    String text(JsonNode schema) {
        String format = schema.path("format").asString("");
        String met = known.any(random);
        if (format.equals("uuid")) {
            boolean good = met != null && met.length() == 36 && random.nextInt(4) > 0;
            return good ? met : new UUID(random.nextLong(), random.nextLong()).toString();
        } else if (format.equals("date-time")) {
            return random.nextBoolean() ? "2026-11-30T08:00:00Z" : "0000-01-01T00:00:00.5+01:00";
        }
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(64);
        return switch (random.nextInt(5)) {
            case 0 -> "a".repeat(least);
            case 1 -> "z".repeat(Math.min(most, 4096));
            case 2 -> met == null ? "process" : met;
            default -> "name-" + random.nextInt(20);
        };
    }
}
