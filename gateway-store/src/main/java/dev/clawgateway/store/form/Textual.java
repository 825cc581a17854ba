package dev.clawgateway.store.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is written as text, in UTF-8. */
final class Textual<V> extends FieldShape<V> {
    private static final char REPLACEMENT = '\uFFFD';

    private final Function<V, String> toText;
    private final Function<String, V> ofText;
    private final @Nullable V absent;

    /**
     * A shape for values that are texts, or have one.
     *
     * @param absent what is meant where nothing is written; null where something has to be
     */
    Textual(Function<V, String> toText, Function<String, V> ofText, @Nullable V absent) {
        this.toText = toText;
        this.ofText = ofText;
        this.absent = absent;
    }

    @Override
    void put(V value, int tag, Message into) {
        into.put(tag, toText.apply(value).getBytes(UTF_8));
    }

    @Override
    V take(Message from, int place, Descent descent) {
        byte[] bytes = from.bytes(place);
        String text = new String(bytes, UTF_8);
        // Stands for what is no UTF-8, unless it is there itself.
        if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(UTF_8), bytes)) {
            throw new IllegalArgumentException("it is no text in UTF-8");
        }
        return ofText.apply(text);
    }

    @Override
    V from(JsonNode json) {
        return ofText.apply(text(json));
    }

    static String text(JsonNode json) {
        if (!json.isString()) {
            throw new IllegalArgumentException("it is no text: " + json);
        }
        return json.stringValue();
    }

    @Override
    @Nullable V absent() {
        return absent;
    }
}
