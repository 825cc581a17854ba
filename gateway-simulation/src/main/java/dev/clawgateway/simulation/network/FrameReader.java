package dev.clawgateway.simulation.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client's half of RFC 6455, on the way in: the answer to the handshake, then frames, which a
 * server does not mask. Whatever is cut anywhere is put together again.
 */
final class FrameReader {
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final Found found;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private byte[] held = {};
    private boolean upgraded;
    private boolean over;

    /** Who is told what was found. */
    interface Found {
        void upgraded();

        /** The answer was no upgrade; nothing more is read. */
        void refused(String status);

        void text(String whole);

        void ping(byte[] payload);

        void close(int code, String reason);
    }

    FrameReader(Found found) {
        this.found = found;
    }

    void read(byte[] bytes) {
        byte[] all = held.length == 0 ? bytes : joined(held, bytes);
        int from = 0;
        int read = 1;
        while (read > 0 && !over) {
            read = upgraded ? frame(all, from) : head(all, from);
            from += read;
        }
        held = from == all.length ? new byte[0] : Arrays.copyOfRange(all, from, all.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** How many bytes it has; 0 when it is not whole yet. */
    private int head(byte[] all, int from) {
        for (int i = from; i + 4 <= all.length; i++) {
            if (Arrays.equals(all, i, i + 4, HEAD_END, 0, 4)) {
                String text = new String(all, from, i - from, StandardCharsets.US_ASCII);
                String status = text.lines().findFirst().orElse("");
                if (status.startsWith("HTTP/1.1 101")) {
                    upgraded = true;
                    found.upgraded();
                } else {
                    over = true;
                    found.refused(status);
                }
                return i + 4 - from;
            }
        }
        return 0;
    }

    /** The same of a frame. */
    private int frame(byte[] all, int from) {
        int there = all.length - from;
        if (there < 2) {
            return 0;
        }
        int shortLength = all[from + 1] & 0x7f;
        int head = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
        if (there < head) {
            return 0;
        }
        ByteBuffer lengths = ByteBuffer.wrap(all, from + 2, head - 2);
        long length =
                switch (head) {
                    case 4 -> lengths.getShort() & 0xffff;
                    case 10 -> lengths.getLong();
                    default -> shortLength;
                };
        if (there - head < length) {
            return 0;
        }
        int start = from + head;
        take(all[from] & 0xff, Arrays.copyOfRange(all, start, start + (int) length));
        return head + (int) length;
    }

    private void take(int firstByte, byte[] payload) {
        boolean last = (firstByte & 0x80) != 0;
        switch (firstByte & 0x0f) {
            case 0x0, 0x1, 0x2 -> {
                message.writeBytes(payload);
                if (last) {
                    String whole = message.toString(StandardCharsets.UTF_8);
                    message.reset();
                    found.text(whole);
                }
            }
            case 0x8 -> {
                over = true;
                boolean told = payload.length >= 2;
                found.close(
                        told ? ByteBuffer.wrap(payload).getShort() & 0xffff : 1005,
                        told
                                ? new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8)
                                : "");
            }
            case 0x9 -> found.ping(payload);
            default -> {
                // A pong nobody asked for.
            }
        }
    }
}
