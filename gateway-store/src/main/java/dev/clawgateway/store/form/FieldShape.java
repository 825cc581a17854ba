package dev.clawgateway.store.form;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How values of one type are written. Immutable. */
public abstract class FieldShape<V> {
    /** Writes one, whatever it is. */
    abstract void put(V value, int tag, Message into);

    /**
     * Reads the one at that place.
     *
     * @throws IllegalArgumentException when it is none of this shape
     */
    abstract V take(Message from, int place, Descent descent);

    /**
     * Reads one from the older forms.
     *
     * @throws IllegalArgumentException when it is none of this shape
     */
    abstract V from(JsonNode json);

    /** What is meant where nothing is written; null where something has to be. */
    @Nullable V absent() {
        return null;
    }

    /** Writes one unless it is what is meant where nothing is written. */
    void putIfSaid(V value, int tag, Message into) {
        if (!value.equals(absent())) {
            put(value, tag, into);
        }
    }

    /** The same shape, where nothing is written that is usual. */
    public FieldShape<V> usually(V value) {
        return new Usual<>(this, value);
    }

    /** One that another default goes with. */
    static final class Usual<V> extends FieldShape<V> {
        private final FieldShape<V> shape;
        private final V usual;

        Usual(FieldShape<V> shape, V usual) {
            this.shape = shape;
            this.usual = usual;
        }

        /** The same without. */
        FieldShape<V> shape() {
            return shape;
        }

        @Override
        void put(V value, int tag, Message into) {
            shape.put(value, tag, into);
        }

        @Override
        V take(Message from, int place, Descent descent) {
            return shape.take(from, place, descent);
        }

        @Override
        V from(JsonNode json) {
            return shape.from(json);
        }

        @Override
        V absent() {
            return usual;
        }
    }
}
