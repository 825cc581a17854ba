package dev.clawgateway.simulation.network;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A running digest of everything that was sent: each write's bytes, its connection, direction and
 * time. Two runs with equal digests did the same.
 */
public final class NetworkTrace {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private long digest;
    private long bytes;
    private long writes;

    void sent(long nanos, long connection, boolean up, byte[] sent) {
        add(nanos);
        add(2 * connection + (up ? 1 : 0));
        int whole = sent.length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            add((long) WORDS.get(sent, i));
        }
        long rest = sent.length;
        for (int i = whole; i < sent.length; i++) {
            rest = (rest << 8) | (sent[i] & 0xff);
        }
        add(rest);
        bytes += sent.length;
        writes++;
    }

    private void add(long word) {
        long mixed = (digest ^ word) * FACTOR;
        digest = Long.rotateLeft(mixed, 29) ^ (mixed >>> 32);
    }

    /** Of all that was sent by now. */
    public long digest() {
        return digest;
    }

    /** How many bytes were sent by now. */
    public long bytes() {
        return bytes;
    }

    /** How many writes were made by now. */
    public long writes() {
        return writes;
    }
}
