package dev.clawgateway.server.dialect.api.fuzz;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a good body one that may be bad: by its members, or by its text. */
final class Spoiling {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    Spoiling(Random random) {
        this.random = random;
    }

    String spoiled(JsonNode good) {
        JsonNode value = good.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(value, objects);
        if (!objects.isEmpty()) {
            spoil(objects.get(random.nextInt(objects.size())));
        }
        return text(value.toString());
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
            object.forEach(one -> collect(one, objects));
        } else if (node instanceof ArrayNode array) {
            array.forEach(one -> collect(one, objects));
        }
    }

    private void spoil(ObjectNode object) {
        List<String> names = new ArrayList<>(object.propertyNames());
        if (names.isEmpty() || random.nextInt(4) == 0) {
            object.set("member-" + random.nextInt(3), odd());
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
            object.remove(name);
        } else {
            object.set(name, odd());
        }
    }

    JsonNode odd() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(-1);
            case 2 -> NODES.numberNode(Long.MAX_VALUE);
            case 3 -> NODES.numberNode(1.5);
            case 4 -> NODES.numberNode(new BigInteger("18446744073709551616"));
            case 5 -> NODES.stringNode("");
            case 6 -> NODES.stringNode(oddText());
            case 7 -> NODES.stringNode("x".repeat(3000));
            case 8 -> NODES.arrayNode();
            case 9 -> NODES.objectNode();
            case 10 -> NODES.booleanNode(true);
            default -> NODES.arrayNode().add(NODES.objectNode().put("a", 1));
        };
    }

    String oddText() {
        return List.of(
                        "\u0000",
                        "\n",
                        "..",
                        "%",
                        "a/b",
                        "\u202e",
                        "\uD83D\uDE00",
                        "' or 1=1 --",
                        "0x10",
                        "NaN",
                        "-0",
                        " ",
                        "\u00e9",
                        "9".repeat(25))
                .get(random.nextInt(14));
    }

    private String text(String json) {
        return switch (random.nextInt(10)) {
            case 0 -> json.substring(0, random.nextInt(json.length()));
            case 1 -> json + json;
            case 2 -> "[".repeat(random.nextInt(60)) + json;
            case 3 -> json.replaceFirst("\\{", "{\"a\":1,\"a\":2,");
            default -> json;
        };
    }
}
