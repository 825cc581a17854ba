package dev.clawgateway.store.form;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What is seconds and nanoseconds, so that nothing is lost; text in the older forms. */
final class Span<V> extends FieldShape<V> {
    private static final Form<Parts> FORM =
            Form.of(row ->
                    new Parts(
                            row.is(1, "seconds", Parts::seconds, Shapes.NUMBER),
                            row.is(2, "nanos", Parts::nanos, Shapes.INTEGER)));

    private final Function<V, Parts> toParts;
    private final Function<Parts, V> ofParts;
    private final Function<String, V> parsed;

    /**
     * Both parts.
     *
     * @param nanos less than a second
     */
    record Parts(long seconds, int nanos) {}

    Span(Function<V, Parts> toParts, Function<Parts, V> ofParts, Function<String, V> parsed) {
        this.toParts = toParts;
        this.ofParts = ofParts;
        this.parsed = parsed;
    }

    @Override
    void put(V value, int tag, Message into) {
        FORM.put(toParts.apply(value), tag, into);
    }

    @Override
    V take(Message from, int place, Descent descent) {
        return ofParts.apply(FORM.take(from, place, descent));
    }

    @Override
    V from(JsonNode json) {
        return parsed.apply(Textual.text(json));
    }
}
