package dev.clawgateway.store.form;

import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/** What is written as a whole number. */
final class Numeric<V> extends FieldShape<V> {
    private final ToLongFunction<V> toNumber;
    private final LongFunction<V> ofNumber;

    /** Throws {@link ArithmeticException} from {@code ofNumber} for a number that is none. */
    Numeric(ToLongFunction<V> toNumber, LongFunction<V> ofNumber) {
        this.toNumber = toNumber;
        this.ofNumber = ofNumber;
    }

    @Override
    void put(V value, int tag, Message into) {
        into.put(tag, toNumber.applyAsLong(value));
    }

    @Override
    V take(Message from, int place, Descent descent) {
        return ofNumber.apply(from.number(place));
    }

    @Override
    V from(JsonNode json) {
        if (!json.isIntegralNumber() || !json.canConvertToLong()) {
            throw new IllegalArgumentException("it is no whole number: " + json);
        }
        return ofNumber.apply(json.longValue());
    }

    @Override
    V absent() {
        return ofNumber.apply(0);
    }
}
