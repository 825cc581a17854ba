package dev.clawgateway.store.form;

import tools.jackson.databind.JsonNode;

/** A number that need not be whole, to the last bit. */
final class Amount extends FieldShape<Double> {
    @Override
    void put(Double value, int tag, Message into) {
        into.putFixed(tag, Double.doubleToRawLongBits(value));
    }

    @Override
    Double take(Message from, int place, Descent descent) {
        return Double.longBitsToDouble(from.fixed(place));
    }

    @Override
    Double from(JsonNode json) {
        if (!json.isNumber()) {
            throw new IllegalArgumentException("it is no number: " + json);
        }
        return json.doubleValue();
    }

    @Override
    Double absent() {
        return 0.0;
    }
}
