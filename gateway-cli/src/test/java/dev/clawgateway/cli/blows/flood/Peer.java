package dev.clawgateway.cli.blows.flood;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that does whatever it is told, also the forbidden. For one thread. */
final class Peer implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;

    private Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** One that has upgraded. */
    static Peer upgraded(Socket socket) throws IOException {
        return upgraded(socket, null);
    }

    /** One that has upgraded with a token. */
    static Peer upgraded(Socket socket, @Nullable String token) throws IOException {
        Peer peer = new Peer(socket);
        try {
            socket.setSoTimeout(60_000);
            peer.raw(
                    """
                    GET / HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    %s\r
                    """
                            .formatted(bearer(token))
                            .getBytes(StandardCharsets.US_ASCII));
            String status = head(peer.in).substring("HTTP/1.1 ".length());
            if (!status.startsWith("101")) {
                throw new IOException("HTTP " + status.substring(0, 3));
            }
            return peer;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /** A header line; nothing without a token. */
    static String bearer(@Nullable String token) {
        return token == null ? "" : "Authorization: Bearer " + token + "\r\n";
    }

    /** Up to the empty line. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("dropped");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** How a silent connection ends: by an HTTP status, or without a word. */
    static String end(Socket socket, Duration within) throws IOException {
        try (socket) {
            socket.setSoTimeout((int) within.toMillis());
            byte[] answer = socket.getInputStream().readAllBytes();
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            return text.startsWith("HTTP/1.1 ") ? "HTTP " + text.substring(9, 12) : "dropped";
        } catch (SocketTimeoutException _) {
            return "still open";
        }
    }

    void text(String message) throws IOException {
        raw(frame(0x80 | TEXT, message.getBytes(StandardCharsets.UTF_8)));
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A frame masked by zeros, which is masked all the same. */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.writeBytes(header(first, payload.length));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Of a frame whose payload may never come. */
    static byte[] header(int first, long length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(14);
        out.write(first);
        if (length < 126) {
            out.write(0x80 | (int) length);
        } else if (length < 65_536) {
            out.write(0x80 | 126);
            out.write((int) (length >> 8));
            out.write((int) length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) (length >> shift));
            }
        }
        out.writeBytes(new byte[4]);
        return out.toByteArray();
    }

    /** The next message; pings and the like are passed over. */
    String message() throws IOException {
        StringBuilder message = new StringBuilder();
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = payload();
            int opcode = first & 15;
            if (opcode == CLOSE) {
                throw new EOFException(code(payload));
            } else if (opcode <= 2) {
                message.append(new String(payload, StandardCharsets.UTF_8));
                if ((first & 0x80) != 0) {
                    return message.toString();
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return in.readNBytes((int) length);
    }

    private static String code(byte[] payload) {
        return payload.length < 2
                ? "closed"
                : "close " + ((payload[0] & 255) << 8 | (payload[1] & 255));
    }

    /** How the gateway ends the session: by which code, or without a word. */
    String end(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        try {
            while (true) {
                message();
            }
        } catch (SocketTimeoutException _) {
            return "still open";
        } catch (EOFException e) {
            return e.getMessage() == null ? "dropped" : e.getMessage();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
