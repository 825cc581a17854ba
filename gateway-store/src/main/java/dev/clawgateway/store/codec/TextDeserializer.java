package dev.clawgateway.store.codec;

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** A value whose stored form is its text. */
final class TextDeserializer<T> extends StdScalarDeserializer<T> {
    private final Function<String, T> parser;

    TextDeserializer(Class<T> type, Function<String, T> parser) {
        super(type);
        this.parser = parser;
    }

    @Override
    @SuppressWarnings("unchecked") // the superclass keeps the class it was given, without its type
    public T deserialize(JsonParser json, DeserializationContext context) {
        String text = json.getString();
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException failure) {
            return (T)
                    context.handleWeirdStringValue(handledType(), text, "%s", failure.getMessage());
        }
    }
}
