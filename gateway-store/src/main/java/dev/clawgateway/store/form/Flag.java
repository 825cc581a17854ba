package dev.clawgateway.store.form;

import tools.jackson.databind.JsonNode;

/** Yes or no; no is meant where nothing is written. */
final class Flag extends FieldShape<Boolean> {
    @Override
    void put(Boolean value, int tag, Message into) {
        into.put(tag, value ? 1 : 0);
    }

    @Override
    Boolean take(Message from, int place, Descent descent) {
        long number = from.number(place);
        if (number != 0 && number != 1) {
            throw new IllegalArgumentException("it is neither yes nor no: " + number);
        }
        return number == 1;
    }

    @Override
    Boolean from(JsonNode json) {
        if (!json.isBoolean()) {
            throw new IllegalArgumentException("it is neither true nor false: " + json);
        }
        return json.booleanValue();
    }

    @Override
    Boolean absent() {
        return false;
    }
}
