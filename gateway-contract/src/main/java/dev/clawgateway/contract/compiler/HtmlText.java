package dev.clawgateway.contract.compiler;

/** Text on its way into a page: nothing in it is taken for markup. */
final class HtmlText {
    private final StringBuilder html = new StringBuilder();

    /** Markup, as it is. */
    HtmlText raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Text within an element, or within the quotes of an attribute. */
    HtmlText text(String text) {
        html.append(
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
        return this;
    }

    /** An element with nothing but text. */
    HtmlText element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** Where there is any. */
    HtmlText paragraph(String text) {
        return text.isBlank() ? this : element("p", text.strip());
    }

    /** A link within the page. */
    HtmlText link(String target, String text) {
        return raw("<a href=\"#").text(target).raw("\">").text(text).raw("</a>");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
