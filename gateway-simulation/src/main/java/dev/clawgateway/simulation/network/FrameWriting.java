package dev.clawgateway.simulation.network;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** A client's half of RFC 6455, on the way out. */
final class FrameWriting {
    static final int TEXT = 0x81;
    static final int PONG = 0x8a;
    static final int CLOSE = 0x88;

    private FrameWriting() {}

    static byte[] handshake(String path, RandomGenerator random) {
        byte[] key = new byte[16];
        random.nextBytes(key);
        return ("GET "
                        + path
                        + " HTTP/1.1\r\nHost: gateway:8080\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + Base64.getEncoder().encodeToString(key)
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] close(int code, RandomGenerator random) {
        byte[] payload = {(byte) (code >> 8), (byte) code};
        return frame(CLOSE, true, payload, random);
    }

    static byte[] frame(int firstByte, boolean masked, byte[] payload, RandomGenerator random) {
        int lengthBytes = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
        int head = 2 + lengthBytes + (masked ? 4 : 0);
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) firstByte;
        int shortLength = lengthBytes == 0 ? payload.length : lengthBytes == 2 ? 126 : 127;
        frame[1] = (byte) (shortLength | (masked ? 0x80 : 0));
        for (int i = 0; i < lengthBytes; i++) {
            frame[1 + lengthBytes - i] = (byte) ((long) payload.length >> (8 * i));
        }
        System.arraycopy(payload, 0, frame, head, payload.length);
        if (masked) {
            int mask = random.nextInt();
            for (int i = 0; i < 4; i++) {
                frame[head - 4 + i] = (byte) (mask >> (8 * i));
            }
            for (int i = 0; i < payload.length; i++) {
                frame[head + i] ^= frame[head - 4 + i % 4];
            }
        }
        return frame;
    }
}
