package dev.clawgateway.store.form;

import java.util.Arrays;

/**
 * Bytes as Protocol Buffers write them: whole numbers in groups of seven bits, the lowest first.
 * That much is written here, since their library would weigh two megabytes and reach past the JVM
 * into memory, which a JVM complains of at each start.
 */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int GROUP = 7;

    private final byte[] bytes;
    private int position;

    /** To be read from the start, or written where there is as much room as will be. */
    Wire(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    /** How many bytes a number takes. */
    static int length(long number) {
        return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + GROUP - 1) / GROUP;
    }

    void write(long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= GROUP;
        }
        bytes[position++] = (byte) rest;
    }

    /** The lowest byte first, so many of them. */
    void writeFixed(long number, int length) {
        for (int i = 0; i < length; i++) {
            bytes[position++] = (byte) (number >>> (Byte.SIZE * i));
        }
    }

    void write(byte[] part) {
        System.arraycopy(part, 0, bytes, position, part.length);
        position += part.length;
    }

    long read() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE && position < bytes.length; shift += GROUP) {
            byte group = bytes[position++];
            number |= (group & 0x7fL) << shift;
            if (group >= 0) {
                return number;
            }
        }
        throw damaged();
    }

    long readFixed(int length) {
        if (length > bytes.length - position) {
            throw damaged();
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (bytes[position++] & 0xffL) << (Byte.SIZE * i);
        }
        return number;
    }

    /** What is before it says its length. */
    byte[] readBytes() {
        long length = read();
        if (length < 0 || length > bytes.length - position) {
            throw damaged();
        }
        int from = position;
        position += (int) length;
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** What it is of, as far as it goes. */
    private IllegalArgumentException damaged() {
        return new IllegalArgumentException("it is cut off or damaged at byte " + position);
    }
}
