package dev.clawgateway.contract.compiler;

import tools.jackson.databind.node.ObjectNode;

/** The contract as a page to be read. It has no script and fetches nothing. */
final class ContractPage {
    private final ObjectNode document;
    private final StringBuilder html = new StringBuilder();

    private ContractPage(ObjectNode document) {
        this.document = document;
    }

    static String of(ObjectNode document) {
        return new ContractPage(document).page();
    }

    private String page() {
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        text(document.path("info").path("title").asString(""));
        html.append("</title></head><body>\n<h1>");
        text(document.path("info").path("title").asString(""));
        html.append("</h1>\n");
        DocumentTree.operations(document).forEach(this::operation);
        return html.append("</body></html>\n").toString();
    }

    private void operation(DocumentTree.Place place) {
        html.append("<h2>");
        text(place.name());
        html.append("</h2>\n<p>");
        text(place.operation().path("summary").asString(""));
        html.append("</p>\n");
    }

    private void text(String text) {
        html.append(text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
    }
}
