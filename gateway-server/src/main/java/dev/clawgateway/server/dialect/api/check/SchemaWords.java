package dev.clawgateway.server.dialect.api.check;

import com.networknt.schema.Error;
import dev.clawgateway.core.Excerpt;
import dev.clawgateway.server.http.ProblemDetails.OfMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Says in the words of the other dialects what a schema has against a value. */
final class SchemaWords {
    private static final int MOST = 50;
    private static final int MOST_SHOWN = 40;

    private SchemaWords() {}

    static List<OfMember> of(List<Error> errors, JsonNode root) {
        List<OfMember> problems = new ArrayList<>();
        for (Error error : errors) {
            OfMember problem = new OfMember(pointer(error), words(error, root));
            if (problems.size() < MOST && !problems.contains(problem) && !beside(error, errors)) {
                problems.add(problem);
            }
        }
        return problems;
    }

    /**
     * Of a member that may also be null it is not said that it is not, where it is wrong anyway.
     */
    private static boolean beside(Error error, List<Error> all) {
        String at = error.getInstanceLocation().toString();
        return error.getKeyword().equals("type")
                && error.getSchemaNode().asString("").equals("null")
                && all.stream()
                        .anyMatch(other ->
                                !other.equals(error)
                                        && (other.getInstanceLocation() + "/")
                                                .startsWith(at + "/"));
    }

    private static String pointer(Error error) {
        String at = error.getInstanceLocation().toString();
        String property = error.getProperty();
        boolean below =
                property != null
                        && Set.of("required", "additionalProperties", "unevaluatedProperties")
                                .contains(error.getKeyword());
        return below ? at + "/" + property.replace("~", "~0").replace("/", "~1") : at;
    }

    private static String words(Error error, JsonNode root) {
        JsonNode value = error.getInstanceNode() == null ? root : error.getInstanceNode();
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "must be there, is missing";
            case "additionalProperties", "unevaluatedProperties" -> "is unknown here";
            case "type" -> mustBe(type(rule), value);
            case "enum" -> mustBe("one of " + listed(rule), value);
            case "const" -> mustBe(shown(rule), value);
            case "minimum" -> mustBe("at least " + rule.asString(), value);
            case "maximum" -> mustBe("at most " + rule.asString(), value);
            case "exclusiveMinimum" -> mustBe("more than " + rule.asString(), value);
            case "exclusiveMaximum" -> mustBe("less than " + rule.asString(), value);
            case "minLength" -> mustBe("of at least " + rule.asString() + " characters", value);
            case "maxLength" -> mustBe("of at most " + rule.asString() + " characters", value);
            case "minItems" -> "must have at least " + rule.asString() + " elements";
            case "maxItems" -> "must have at most " + rule.asString() + " elements";
            case "minProperties" -> "must have at least " + rule.asString() + " members";
            case "maxProperties" -> "must have at most " + rule.asString() + " members";
            case "pattern" -> mustBe("a text that matches " + rule.asString(), value);
            case "format" -> mustBe(format(rule.asString()), value);
            case "uniqueItems" -> "must have no element twice";
            case "oneOf", "anyOf" -> mustBe("in one of its forms", value);
            default -> String.valueOf(error.getMessage());
        };
    }

    private static String mustBe(String what, JsonNode value) {
        return "must be " + what + ", was " + shown(value);
    }

    private static String type(JsonNode rule) {
        if (!rule.isArray()) {
            return type(rule.asString());
        }
        List<String> types = new ArrayList<>();
        rule.forEach(one -> types.add(type(one.asString())));
        return String.join(" or ", types);
    }

    private static String type(String name) {
        return switch (name) {
            case "string" -> "a string";
            case "integer" -> "an integer";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> name;
        };
    }

    private static String format(String name) {
        return switch (name) {
            case "uuid" -> "a UUID of 36 characters";
            case "date-time" -> "an RFC 3339 time such as 2026-03-04T05:06:07Z";
            default -> "of the form " + name;
        };
    }

    private static String listed(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(one -> words.add(one.asString()));
        return String.join(", ", words);
    }

    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> '"' + Excerpt.of(value.stringValue(), MOST_SHOWN) + '"';
            default -> Excerpt.of(value.asString(), MOST_SHOWN);
        };
    }
}
