package dev.clawgateway.contract.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** How the document is walked. */
final class DocumentTree {
    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private DocumentTree() {}

    /** One operation where it stands. */
    record Place(String path, String method, ObjectNode item, ObjectNode operation) {
        String name() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        /** Those of its path, and its own. */
        List<JsonNode> parameters(ObjectNode document) {
            List<JsonNode> all = new ArrayList<>();
            item.path("parameters").forEach(one -> all.add(resolved(document, one)));
            operation.path("parameters").forEach(one -> all.add(resolved(document, one)));
            return all;
        }
    }

    static List<Place> operations(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
                if (METHODS.contains(one.getKey())
                        && path.getValue() instanceof ObjectNode item
                        && one.getValue() instanceof ObjectNode operation) {
                    places.add(new Place(path.getKey(), one.getKey(), item, operation));
                }
            }
        }
        return places;
    }

    /** What a node refers to; the node itself where it refers to nothing. */
    static JsonNode resolved(ObjectNode document, JsonNode node) {
        JsonNode ref = node.get("$ref");
        return ref == null ? node : target(document, ref.stringValue());
    }

    /** Missing where it is nowhere. */
    static JsonNode target(ObjectNode document, String ref) {
        return ref.startsWith("#/") ? document.at(ref.substring(1)) : MissingNode.getInstance();
    }

    /** Every node, with its JSON pointer; but what is only an example. */
    static void walk(JsonNode node, String pointer, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(pointer, node);
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> {
                        if (!Set.of("example", "examples", "default").contains(member.getKey())) {
                            walk(
                                    member.getValue(),
                                    pointer + "/" + escaped(member.getKey()),
                                    visitor);
                        }
                    });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), pointer + "/" + i, visitor);
            }
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
