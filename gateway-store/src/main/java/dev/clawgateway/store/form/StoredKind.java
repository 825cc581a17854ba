package dev.clawgateway.store.form;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One kind of record that a store has entries of. A value is a message of one field, whose number
 * says of what kind it is and which holds the record: so one that is cut off anywhere is noticed.
 *
 * @param number of the kind
 * @param name for people
 * @param <T> the record
 */
public record StoredKind<T>(int number, String name, Form<T> form) {
    public byte[] write(T record) {
        return write(record, null);
    }

    /**
     * The bytes of one.
     *
     * @param kept what is to be written with it, as it was read with one before; null for nothing
     */
    public byte[] write(T record, @Nullable Kept kept) {
        Message value = new Message();
        value.put(number, form.message(record));
        if (kept != null) {
            kept.into(value);
        }
        return value.toBytes();
    }

    /**
     * What was read.
     *
     * @param kept what is not known here; null for nothing
     */
    public record Found<T>(T record, @Nullable Kept kept) {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none, naming what is wrong
     */
    public Found<T> read(byte[] bytes) {
        try {
            Message value = Message.parse(bytes);
            Descent descent = Descent.begin();
            Optional<T> record = Optional.empty();
            for (int place = 0; place < value.size(); place++) {
                if (value.tag(place) != number) {
                    descent.kept().add(value, place);
                } else if (record.isEmpty()) {
                    record = Optional.of(form.take(value, place, descent));
                } else {
                    throw new IllegalArgumentException("it is there twice");
                }
            }
            return new Found<>(
                    record.orElseThrow(() -> new IllegalArgumentException("there is none in it")),
                    descent.kept().isEmpty() ? null : descent.kept());
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException(name + ": " + failure.getMessage(), failure);
        }
    }

    /** Reads one of the older forms. */
    public T read(JsonNode json) {
        try {
            return form.from(json);
        } catch (IllegalArgumentException failure) {
            throw new IllegalArgumentException(name + ": " + failure.getMessage(), failure);
        }
    }
}
