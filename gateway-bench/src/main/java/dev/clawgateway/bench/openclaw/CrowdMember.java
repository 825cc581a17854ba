package dev.clawgateway.bench.openclaw;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One client over a socket, which knows only as much of the protocol as it needs. For one thread at
 * a time: who reads answers pings too.
 */
final class CrowdMember implements AutoCloseable {
    private static final int RAW_KEY = 32;
    private static final int SMALL = 126;
    private static final int LARGE = 127;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    /**
     * Connects and upgrades.
     *
     * @param deaf takes little into its buffers
     */
    CrowdMember(InetSocketAddress address, boolean deaf) throws IOException {
        if (deaf) {
            socket.setReceiveBufferSize(4096);
        }
        socket.setTcpNoDelay(true);
        socket.connect(address);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
        out = socket.getOutputStream();
        String upgrade =
                String.join(
                        "\r\n",
                        "GET / HTTP/1.1",
                        "Host: localhost",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        "");
        out.write(upgrade.getBytes(StandardCharsets.US_ASCII));
        int ended = 0;
        while (ended < 4) {
            int next = in.readUnsignedByte();
            ended = next == '\r' || next == '\n' ? ended + 1 : 0;
        }
    }

    /** Lets itself in as the command line of this machine. */
    void operator(String scope) throws IOException {
        message(); // the challenge
        greet(
                "\"minProtocol\":4,\"maxProtocol\":4,\"client\":{\"id\":\"cli\",\"version\":\"1\","
                        + "\"platform\":\"linux\",\"mode\":\"cli\"},\"role\":\"operator\","
                        + "\"scopes\":[\""
                        + scope
                        + "\"]");
    }

    /** The same as a node of its own. */
    void node(KeyPair pair, long now) throws IOException, GeneralSecurityException {
        String challenge = Objects.requireNonNull(message());
        int at = challenge.indexOf("\"nonce\":\"") + 9;
        String nonce = challenge.substring(at, challenge.indexOf('"', at));
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
        String id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(pair.getPrivate());
        String signed = "v2|" + id + "|node-host|node|node||" + now + "||" + nonce;
        signing.update(signed.getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        greet(
                "\"minProtocol\":3,\"maxProtocol\":3,\"client\":{\"id\":\"node-host\","
                        + "\"version\":\"1\",\"platform\":\"linux\",\"mode\":\"node\"},"
                        + "\"role\":\"node\",\"scopes\":[],\"commands\":[\"system.which\"],"
                        + "\"device\":{\"id\":\""
                        + id
                        + "\",\"publicKey\":\""
                        + base64.encodeToString(raw)
                        + "\",\"signature\":\""
                        + base64.encodeToString(signing.sign())
                        + "\",\"signedAt\":"
                        + now
                        + ",\"nonce\":\""
                        + nonce
                        + "\"}");
    }

    /** A device that nobody knows. */
    static KeyPair device() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private void greet(String params) throws IOException {
        ask("connect", params);
        String answer = message();
        if (answer == null || !answer.contains("\"ok\":true")) {
            throw new IOException("not let in: " + answer);
        }
    }

    /** Asks something; the answer is among the messages. */
    void ask(String method, String params) throws IOException {
        send(
                "{\"type\":\"req\",\"id\":\"1\",\"method\":\""
                        + method
                        + "\",\"params\":{"
                        + params
                        + "}}");
    }

    /** Masked, as it has to be, by nothing. */
    private void send(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(utf8.length + 8).put((byte) 0x81);
        if (utf8.length < SMALL) {
            frame.put((byte) (0x80 | utf8.length));
        } else {
            frame.put((byte) (0x80 | SMALL)).putShort((short) utf8.length);
        }
        frame.putInt(0).put(utf8);
        out.write(frame.array(), 0, frame.position());
    }

    /** The next text; null at the end. A ping is answered. */
    @Nullable String message() throws IOException {
        StringBuilder whole = new StringBuilder();
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = new byte[length(in.readUnsignedByte())];
            in.readFully(payload);
            int opcode = first & 0xF;
            if (opcode == 8) {
                return null;
            } else if (opcode == 9) {
                pong();
            } else {
                whole.append(new String(payload, StandardCharsets.UTF_8));
                if ((first & 0x80) != 0) {
                    return whole.toString();
                }
            }
        }
    }

    private void pong() throws IOException {
        out.write(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0});
    }

    private int length(int second) throws IOException {
        return switch (second) {
            case SMALL -> in.readUnsignedShort();
            case LARGE -> Math.toIntExact(in.readLong());
            default -> second;
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
