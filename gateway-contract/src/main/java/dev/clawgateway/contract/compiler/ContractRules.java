package dev.clawgateway.contract.compiler;

import static dev.clawgateway.contract.compiler.DocumentTree.resolved;
import static dev.clawgateway.contract.compiler.DocumentTree.target;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What has to be true of a contract. */
final class ContractRules {
    private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    private final ObjectNode document;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ContractRules(ObjectNode document) {
        this.document = document;
    }

    /** Everything that is wrong, a line each. */
    static List<String> problems(ObjectNode document) {
        ContractRules rules = new ContractRules(document);
        rules.references();
        if (rules.problems.isEmpty()) {
            DocumentTree.operations(document).forEach(rules::operation);
        }
        return rules.problems;
    }

    /** None leads nowhere, and of what is in common nothing is left over. */
    private void references() {
        Set<String> used = new HashSet<>();
        DocumentTree.walk(
                document,
                "#",
                (pointer, node) -> {
                    JsonNode ref = node.isObject() ? node.get("$ref") : null;
                    if (ref != null && ref.isString()) {
                        used.add(ref.stringValue());
                        if (target(document, ref.stringValue()).isMissingNode()) {
                            problems.add(pointer + ": " + ref.stringValue() + " is not there");
                        }
                    }
                });
        for (Map.Entry<String, JsonNode> kind : document.path("components").properties()) {
            if (kind.getKey().equals("securitySchemes")) {
                continue;
            }
            for (Map.Entry<String, JsonNode> one : kind.getValue().properties()) {
                String name = "#/components/" + kind.getKey() + "/" + one.getKey();
                if (!used.contains(name)) {
                    problems.add(name + ": nothing uses it");
                }
            }
        }
    }

    private void operation(DocumentTree.Place place) {
        ObjectNode operation = place.operation();
        String id = operation.path("operationId").asString("");
        if (!ID.matcher(id).matches()) {
            complain(place, "operationId: must be a word in camelCase, was \"" + id + '"');
        } else if (!ids.add(id)) {
            complain(place, "operationId: " + id + " names another operation, too");
        }
        for (String member : List.of("summary", "x-permission")) {
            if (operation.path(member).asString("").isBlank()) {
                complain(place, member + ": is missing");
            }
        }
        if (operation.path("tags").size() != 1) {
            complain(place, "tags: must name one noun");
        }
        String noun = operation.path("tags").path(0).asString("");
        if (document.path("tags")
                .valueStream()
                .noneMatch(tag -> noun.equals(tag.path("name").asString("")))) {
            complain(place, "tags: " + noun + " is described nowhere");
        }
        parameters(place);
        body(place);
        answers(place);
    }

    private void parameters(DocumentTree.Place place) {
        Set<String> names = new HashSet<>();
        for (JsonNode one : place.parameters(document)) {
            String name = one.path("name").asString("");
            if (!names.add(one.path("in").asString("") + " " + name)) {
                complain(place, "parameter " + name + ": is there twice");
            }
            if (one.path("description").asString("").isBlank()) {
                complain(place, "parameter " + name + ": has no description");
            }
            boolean mustBeGiven = one.path("required").asBoolean(false);
            if (mustBeGiven && !one.has("example")) {
                complain(place, "parameter " + name + ": has no example");
            }
            String bound =
                    OperationTable.unbounded(resolved(document, one.path("schema")), document);
            if (bound != null) {
                complain(place, "parameter " + name + ": " + bound);
            }
        }
        Matcher inPath = IN_PATH.matcher(place.path());
        Set<String> wanted = new HashSet<>();
        while (inPath.find()) {
            wanted.add("path " + inPath.group(1));
        }
        Set<String> given = new HashSet<>(names);
        given.removeIf(name -> !name.startsWith("path "));
        if (!given.equals(wanted)) {
            complain(place, "parameters: the path has " + wanted + ", described are " + given);
        }
    }

    private void body(DocumentTree.Place place) {
        JsonNode body = place.operation().get("requestBody");
        if (body != null) {
            content(place, "requestBody", resolved(document, body));
        }
    }

    private void answers(DocumentTree.Place place) {
        boolean good = false;
        for (Map.Entry<String, JsonNode> one : place.operation().path("responses").properties()) {
            JsonNode answer = resolved(document, one.getValue());
            good |= one.getKey().startsWith("2");
            if (answer.path("description").asString("").isBlank()) {
                complain(place, one.getKey() + ": has no description");
            }
            if (answer.has("content")) {
                content(place, one.getKey(), answer);
            }
        }
        if (!good) {
            complain(place, "responses: none is good (2xx)");
        }
    }

    /** Each form has a schema and an example, its own or its schema's. */
    private void content(DocumentTree.Place place, String where, JsonNode holder) {
        if (holder.path("content").isEmpty()) {
            complain(place, where + ": has no content");
        }
        for (Map.Entry<String, JsonNode> one : holder.path("content").properties()) {
            JsonNode form = one.getValue();
            if (!form.has("schema")) {
                complain(place, where + " " + one.getKey() + ": has no schema");
            } else if (!form.has("example")
                    && !form.has("examples")
                    && !resolved(document, form.get("schema")).has("examples")) {
                complain(place, where + " " + one.getKey() + ": has no example");
            }
        }
    }

    private void complain(DocumentTree.Place place, String what) {
        problems.add(place.name() + ": " + what);
    }
}
