package dev.clawgateway.protocol.claw;

import tools.jackson.core.JsonGenerator;

/** How one kind of JSON value is read and written; see {@link Kinds}. */
interface Kind<T> {
    T read(Value value) throws ClawFormatException;

    void write(T value, JsonGenerator out);
}
