package dev.clawgateway.protocol.json;

import tools.jackson.core.JsonGenerator;

/** How one kind of JSON value is read and written; see {@link Kinds}. */
public interface Kind<T> {
    T read(Value value) throws JsonFormatException;

    void write(T value, JsonGenerator out);
}
