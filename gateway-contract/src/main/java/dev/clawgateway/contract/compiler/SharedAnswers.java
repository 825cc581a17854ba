package dev.clawgateway.contract.compiler;

import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every operation the errors that any of its kind may answer, so that no part has to repeat
 * them. What an operation says of a status itself stays.
 */
final class SharedAnswers {
    private SharedAnswers() {}

    static void complete(ObjectNode document) {
        for (DocumentTree.Place place : DocumentTree.operations(document)) {
            ObjectNode operation = place.operation();
            describe(operation);
            if (operation.get("responses") instanceof ObjectNode answers) {
                add(answers, "400", "InvalidRequest");
                add(answers, "406", "NotAcceptable");
                add(answers, "414", "AddressTooLong");
                add(answers, "429", "TooManyRequests");
                add(answers, "503", "Unavailable");
                if (place.method().equals("get") && answers.has("200")) {
                    add(answers, "304", "NotModified");
                }
                if (secured(operation)) {
                    add(answers, "401", "Unauthorized");
                    add(answers, "403", "PermissionDenied");
                }
                if (operation.has("requestBody")) {
                    add(answers, "413", "TooLarge");
                    add(answers, "415", "UnsupportedMediaType");
                }
                if (takes(document, place, "Idempotency-Key")) {
                    add(answers, "409", "Conflict");
                }
                if (takes(document, place, "Gateway-History") || takes(document, place, "cursor")) {
                    add(answers, "410", "Gone");
                }
                if (takes(document, place, "If-Match")) {
                    add(answers, "412", "PreconditionFailed");
                }
                sort(answers);
            }
        }
    }

    /** Readers of contracts expect a description, also where the summary says it all. */
    private static void describe(ObjectNode operation) {
        if (!operation.has("description") && operation.has("summary")) {
            operation.set("description", operation.get("summary"));
        }
    }

    private static boolean takes(ObjectNode document, DocumentTree.Place place, String header) {
        return place.parameters(document).stream()
                .anyMatch(one -> one.path("name").asString("").equals(header));
    }

    /** Whether whoever asks shows something. */
    private static boolean secured(ObjectNode operation) {
        JsonNode security = operation.get("security");
        return security == null || !security.isEmpty();
    }

    /** Whether the gateway finds out who it is before anything else is done. */
    static boolean identified(ObjectNode operation) {
        return secured(operation) && operation.path("x-identified").asBoolean(true);
    }

    private static void add(ObjectNode answers, String status, String name) {
        if (!answers.has(status)) {
            answers.putObject(status).put("$ref", "#/components/responses/" + name);
        }
    }

    private static void sort(ObjectNode answers) {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        answers.properties().forEach(one -> sorted.put(one.getKey(), one.getValue()));
        answers.removeAll();
        sorted.forEach(answers::set);
    }
}
