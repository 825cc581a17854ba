package dev.clawgateway.contract.compiler;

import static dev.clawgateway.contract.compiler.DocumentTree.resolved;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contract as a page to be read. It has no script and fetches nothing. */
final class ContractPage {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final ObjectWriter PRETTY = JsonMapper.shared().writerWithDefaultPrettyPrinter();

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
            h2{margin-top:3rem;border-bottom:1px solid #bbb}h3{margin-top:2rem}
            code,pre,.path{font-family:ui-monospace,monospace}pre{background:#f3f3f3;padding:.8rem;overflow:auto}
            table{border-collapse:collapse;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}
            nav li{margin:.1rem 0}a{color:#0645ad}
            @media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}pre{background:#262626}a{color:#8ab4f8}}
            """;

    private final ObjectNode document;
    private final List<DocumentTree.Place> operations;
    private final HtmlText html = new HtmlText();

    private ContractPage(ObjectNode document) {
        this.document = document;
        operations = DocumentTree.operations(document);
    }

    static String of(ObjectNode document) {
        return new ContractPage(document).page();
    }

    private String page() {
        String title = document.path("info").path("title").asString("");
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width\">")
                .element("title", title + ": the API")
                .raw("<style>" + STYLE + "</style></head><body>\n")
                .element("h1", title + ": the API")
                .paragraph(document.path("info").path("description").asString(""));
        contents();
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asString("");
            html.raw("<h2 id=\"").text(name).raw("\">").text(name).raw("</h2>\n");
            html.paragraph(tag.path("description").asString(""));
            of(name).forEach(this::operation);
        }
        html.raw("<h2 id=\"schemas\">Schemas</h2>\n");
        document.path("components").path("schemas").properties().forEach(this::schema);
        return html.raw("</body></html>\n").toString();
    }

    private List<DocumentTree.Place> of(String tag) {
        return operations.stream()
                .filter(one -> one.operation().path("tags").path(0).asString("").equals(tag))
                .toList();
    }

    private void contents() {
        html.raw("<nav><ul>\n");
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asString("");
            html.raw("<li>").link(name, name).raw("<ul>");
            of(name).forEach(one ->
                    html.raw("<li>")
                            .link(id(one), one.name())
                            .raw(" ")
                            .text(one.operation().path("summary").asString(""))
                            .raw("</li>\n"));
            html.raw("</ul></li>\n");
        }
        html.raw("<li>").link("schemas", "Schemas").raw("</li></ul></nav>\n");
    }

    private static String id(DocumentTree.Place place) {
        return place.operation().path("operationId").asString("");
    }

    private void operation(DocumentTree.Place place) {
        ObjectNode operation = place.operation();
        html.raw("<h3 class=\"path\" id=\"").text(id(place)).raw("\">");
        html.text(place.name()).raw("</h3>\n");
        html.paragraph(operation.path("summary").asString(""));
        html.paragraph(operation.path("description").asString(""));
        html.raw("<p>Permission: <code>")
                .text(operation.path("x-permission").asString(""))
                .raw("</code></p>\n");
        parameters(place.parameters(document));
        JsonNode body = resolved(document, operation.path("requestBody"));
        if (body.has("content")) {
            html.element("h4", "Body");
            body.get("content").properties().forEach(this::form);
        }
        html.element("h4", "Answers").raw("<table>\n");
        operation.path("responses").properties().forEach(this::answer);
        html.raw("</table>\n");
        operation
                .path("responses")
                .properties()
                .forEach(one -> {
                    if (one.getKey().startsWith("2")) {
                        resolved(document, one.getValue())
                                .path("content")
                                .properties()
                                .forEach(this::form);
                    }
                });
    }

    private void parameters(List<JsonNode> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        html.element("h4", "Parameters").raw("<table>\n");
        for (JsonNode one : parameters) {
            row(
                    one.path("name").asString(""),
                    one.path("in").asString("")
                            + ", "
                            + type(one.path("schema"))
                            + (one.path("required").asBoolean(false) ? ", must be given" : ""),
                    one.path("description").asString(""));
        }
        html.raw("</table>\n");
    }

    private void answer(Map.Entry<String, JsonNode> one) {
        JsonNode answer = resolved(document, one.getValue());
        List<String> types = new ArrayList<>(answer.path("content").propertyNames());
        row(one.getKey(), String.join(", ", types), answer.path("description").asString(""));
    }

    private void row(String name, String what, String description) {
        html.raw("<tr><td><code>")
                .text(name)
                .raw("</code></td><td>")
                .text(what)
                .raw("</td><td>")
                .text(description.strip())
                .raw("</td></tr>\n");
    }

    private void form(Map.Entry<String, JsonNode> one) {
        JsonNode schema = one.getValue().path("schema");
        html.raw("<p><code>").text(one.getKey()).raw("</code> ");
        String ref = schema.path("$ref").asString("");
        if (ref.startsWith(SCHEMAS)) {
            html.link("schema-" + ref.substring(SCHEMAS.length()), ref.substring(SCHEMAS.length()));
        }
        html.raw("</p>\n");
        JsonNode example = example(one.getValue());
        if (example != null) {
            html.element("pre", example.isString() ? example.asString() : pretty(example));
        }
    }

    private @Nullable JsonNode example(JsonNode form) {
        if (form.has("example")) {
            return form.get("example");
        }
        for (Map.Entry<String, JsonNode> one : form.path("examples").properties()) {
            return resolved(document, one.getValue()).path("value");
        }
        return resolved(document, form.path("schema")).path("examples").get(0);
    }

    private static String pretty(JsonNode json) {
        return PRETTY.writeValueAsString(json);
    }

    private void schema(Map.Entry<String, JsonNode> one) {
        JsonNode schema = one.getValue();
        html.raw("<h3 id=\"schema-")
                .text(one.getKey())
                .raw("\">")
                .text(one.getKey())
                .raw("</h3>\n");
        html.paragraph(schema.path("description").asString(""));
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        if (!schema.has("properties")) {
            html.raw("<p>").text(type(schema)).raw("</p>\n");
            return;
        }
        html.raw("<table>\n");
        schema.get("properties")
                .properties()
                .forEach(member ->
                        row(
                                member.getKey(),
                                type(member.getValue())
                                        + (required.contains(member.getKey())
                                                ? ", always there"
                                                : ""),
                                member.getValue().path("description").asString("")));
        html.raw("</table>\n");
    }

    /** In a few words. */
    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String ref = schema.get("$ref").asString("");
            return ref.substring(ref.lastIndexOf('/') + 1);
        } else if (schema.has("enum")) {
            List<String> words = schema.get("enum").valueStream().map(JsonNode::asString).toList();
            return "one of " + String.join(", ", words);
        } else if (schema.has("anyOf")) {
            List<String> forms = schema.get("anyOf").valueStream().map(ContractPage::type).toList();
            return String.join(" or ", forms);
        } else if (schema.path("type").asString("").equals("array")) {
            return "list of " + type(schema.path("items"));
        } else if (schema.path("type").isArray()) {
            List<String> types = schema.get("type").valueStream().map(JsonNode::asString).toList();
            return String.join(" or ", types);
        }
        String format = schema.path("format").asString("");
        return schema.path("type").asString("anything") + (format.isEmpty() ? "" : " " + format);
    }
}
