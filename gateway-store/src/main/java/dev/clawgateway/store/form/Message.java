package dev.clawgateway.store.form;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields by number, in the order in which they were put or read. Confined to one thread. */
final class Message {
    private static final int FEW = 8;
    private static final int LAST_OF_TAG_0 = 7;

    /** Of Protocol Buffers' last number, 2^29 - 1. */
    private static final long LAST_KEY = 0xffffffffL;

    private int size;
    private int[] keys = new int[FEW];
    private long[] numbers = new long[FEW];

    /** Where a field is no number: its bytes, or the message that will be those. */
    private @Nullable Object[] parts = new @Nullable Object[FEW];

    /**
     * Takes the bytes apart, without looking into what is in them.
     *
     * @throws IllegalArgumentException when they are no message
     */
    static Message parse(byte[] bytes) {
        Message message = new Message();
        Wire in = new Wire(bytes);
        while (!in.atEnd()) {
            message.readField(in);
        }
        return message;
    }

    private void readField(Wire in) {
        long key = in.read();
        if (key <= LAST_OF_TAG_0 || key > LAST_KEY) {
            throw new IllegalArgumentException("it has no field of number " + (key >>> 3));
        }
        switch ((int) key & 7) {
            case Wire.VARINT -> add((int) key, in.read(), null);
            case Wire.FIXED64 -> add((int) key, in.readFixed(Long.BYTES), null);
            case Wire.FIXED32 -> add((int) key, in.readFixed(Integer.BYTES), null);
            case Wire.BYTES -> add((int) key, 0, in.readBytes());
            default ->
                    throw new IllegalArgumentException(
                            "field " + (key >>> 3) + " is of no known wire type");
        }
    }

    void put(int tag, long number) {
        add(tag << 3 | Wire.VARINT, number, null);
    }

    void putFixed(int tag, long bits) {
        add(tag << 3 | Wire.FIXED64, bits, null);
    }

    void put(int tag, byte[] bytes) {
        add(tag << 3 | Wire.BYTES, 0, bytes);
    }

    void put(int tag, Message message) {
        add(tag << 3 | Wire.BYTES, 0, message);
    }

    /** Puts the field at that place of another one, as it is. */
    void putField(Message from, int place) {
        add(from.keys[place], from.numbers[place], from.parts[place]);
    }

    private void add(int key, long number, @Nullable Object part) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
            parts = Arrays.copyOf(parts, 2 * size);
        }
        keys[size] = key;
        numbers[size] = number;
        parts[size] = part;
        size++;
    }

    /** How many fields there are. */
    int size() {
        return size;
    }

    int tag(int place) {
        return keys[place] >>> 3;
    }

    /** The place of the first field with that number at or after another place; -1 for none. */
    int find(int tag, int from) {
        for (int place = from; place < size; place++) {
            if (keys[place] >>> 3 == tag) {
                return place;
            }
        }
        return -1;
    }

    long number(int place) {
        expect(place, Wire.VARINT);
        return numbers[place];
    }

    long fixed(int place) {
        expect(place, Wire.FIXED64);
        return numbers[place];
    }

    byte[] bytes(int place) {
        expect(place, Wire.BYTES);
        return (byte[]) Objects.requireNonNull(parts[place]);
    }

    private void expect(int place, int wire) {
        if ((keys[place] & 7) != wire) {
            throw new IllegalArgumentException("it is written in another shape");
        }
    }

    /** The message that was put there; null where it is something else. */
    @Nullable Message inner(int place) {
        return parts[place] instanceof Message message ? message : null;
    }

    /** Whether a field of that number is the same in both, or in neither. */
    boolean same(int tag, Message other) {
        int here = find(tag, 0);
        int there = other.find(tag, 0);
        if (here < 0 || there < 0) {
            return here == there;
        }
        if (keys[here] != other.keys[there]) {
            return false;
        }
        return parts[here] == null
                ? numbers[here] == other.numbers[there]
                : Arrays.equals(part(here), other.part(there));
    }

    private byte @Nullable [] part(int place) {
        return parts[place] instanceof Message message ? message.toBytes() : (byte[]) parts[place];
    }

    byte[] toBytes() {
        byte[] bytes = new byte[length()];
        write(new Wire(bytes));
        return bytes;
    }

    private int length() {
        int length = 0;
        for (int place = 0; place < size; place++) {
            length += Wire.length(keys[place] & LAST_KEY);
            length +=
                    switch (keys[place] & 7) {
                        case Wire.VARINT -> Wire.length(numbers[place]);
                        case Wire.FIXED64 -> Long.BYTES;
                        case Wire.FIXED32 -> Integer.BYTES;
                        default -> partLength(place);
                    };
        }
        return length;
    }

    /** Of a message it is kept for the writing, so that each is measured once. */
    private int partLength(int place) {
        int length =
                parts[place] instanceof Message message
                        ? message.length()
                        : ((byte[]) Objects.requireNonNull(parts[place])).length;
        numbers[place] = length;
        return Wire.length(length) + length;
    }

    private void write(Wire out) {
        for (int place = 0; place < size; place++) {
            out.write(keys[place] & LAST_KEY);
            switch (keys[place] & 7) {
                case Wire.VARINT -> out.write(numbers[place]);
                case Wire.FIXED64 -> out.writeFixed(numbers[place], Long.BYTES);
                case Wire.FIXED32 -> out.writeFixed(numbers[place], Integer.BYTES);
                default -> {
                    out.write(numbers[place]);
                    if (parts[place] instanceof Message message) {
                        message.write(out);
                    } else {
                        out.write((byte[]) Objects.requireNonNull(parts[place]));
                    }
                }
            }
        }
    }
}
