package dev.clawgateway.simulation.peer.stranger;

import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.network.PlainConnection;
import dev.clawgateway.simulation.peer.Board;
import dev.clawgateway.simulation.peer.PeerWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Somebody who says anything at all. It must harm nobody. */
public final class Stranger {
    private static final int MOST_LINES = 24;
    private static final int MOST_AT_ONCE = 4;
    private static final String CHUNKED =
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1";
    private static final String UPGRADE =
            """
            GET / HTTP/1.1\r
            Host: g\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            \007\001x\
            """;
    private static final String FOREIGN = "Origin: http://evil.example\r\n\r\n";
    private static final int TEXT = 0x81;
    private static final int UNFINISHED_TEXT = 0x01;
    private static final int UNFINISHED_CONTINUATION = 0x00;
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;
    private static final int RESERVED_BITS = 0xF1;
    private static final int RESERVED_OPCODE = 0x83;
    private static final int CLOSE = 0x88;
    private static final int MORE_THAN_A_MESSAGE = 1_100_000;

    private final String name;
    private final PeerWorld world;
    private final Board board;
    private final SimulatedProcess process;
    private final List<StrangerLine> lines = new ArrayList<>();
    private boolean honest;

    public Stranger(String name, PeerWorld world, Board board) {
        this.name = name;
        this.world = world;
        this.board = board;
        this.process = world.machine(name).start("stranger");
    }

    public String name() {
        return name;
    }

    /** Does a few things that nobody should. */
    public void act(RandomGenerator dice) {
        int many = 1 + dice.nextInt(MOST_AT_ONCE);
        for (int i = 0; i < many; i++) {
            actOnce(dice);
        }
    }

    private void actOnce(RandomGenerator dice) {
        switch (dice.nextInt(8)) {
            case 0 ->
                    bytes(
                            dice,
                            connection -> connection.sendRaw(noise(dice, 1 + dice.nextInt(600))));
            case 1 -> bytes(dice, connection -> connection.sendRaw(http(dice)));
            case 2 -> messages(dice, connection -> frames(connection, dice));
            case 3 ->
                    messages(
                            dice,
                            connection -> {
                                connection.readNothing(true);
                                reader(connection, dice);
                            });
            case 4 -> bytes(dice, _ -> {}); // says nothing
            default -> {
                Gibberish gibberish = new Gibberish(board, dice);
                messages(dice, connection -> gibberish.messages().forEach(connection::sendText));
            }
        }
    }

    /** Many connections, or many messages on one. */
    public void flood(int many, RandomGenerator dice) {
        if (dice.nextBoolean()) {
            for (int i = 0; i < Math.min(many, MOST_LINES); i++) {
                bytes(dice, _ -> {});
            }
        } else {
            String said = dice.nextBoolean() ? "{\"type\":\"get_status\"}" : "{";
            messages(
                    dice,
                    connection -> {
                        connection.sendText(
                                "{\"type\":\"hello\",\"version\":\"x\",\"protocol_version\":1}");
                        for (int i = 0; i < many; i++) {
                            connection.sendText(said);
                        }
                    });
        }
    }

    private void bytes(RandomGenerator dice, Consumer<PlainConnection> piece) {
        open(false, dice, piece);
    }

    private void messages(RandomGenerator dice, Consumer<PlainConnection> piece) {
        open(true, dice, piece);
    }

    private void open(boolean webSocket, RandomGenerator dice, Consumer<PlainConnection> piece) {
        lines.removeIf(StrangerLine::over);
        if (honest || lines.size() >= MOST_LINES) {
            return;
        }
        Duration lasts = Duration.ofMillis(100 + dice.nextInt(90_000));
        lines.add(new StrangerLine(world, name, process, webSocket, lasts, piece));
    }

    private static byte[] noise(RandomGenerator dice, int length) {
        byte[] noise = new byte[length];
        dice.nextBytes(noise);
        return noise;
    }

    private static byte[] http(RandomGenerator dice) {
        String text =
                switch (dice.nextInt(9)) {
                    case 0 -> "GET /nodes HTTP/1.1\r\nHost: gate";
                    case 1 -> "POST /register HTTP/1.1\r\nHost: g\r\nContent-Length: 500\r\n\r\n{";
                    case 2 ->
                            "POST /register HTTP/1.1\r\nHost: g\r\nContent-Length: 5\r\n" + CHUNKED;
                    case 3 -> "POST /heartbeat HTTP/1.1\r\nHost: g\r\nContent-Length: 3\r\n\r\n{{{";
                    case 4 -> "BREW /pot HTTP/1.1\r\nHost: g\r\n\r\n";
                    case 5 -> "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: g\r\n\r\n";
                    case 6 ->
                            "PATCH /cluster/nodes/nobody/disable HTTP/1.1\r\nHost: g\r\n" + FOREIGN;
                    case 7 -> UPGRADE; // and never answers the Close that its frame brings
                    default -> "GET / HTTP/9.9\r\n\r\n";
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Frames that no honest client sends. */
    private static void frames(PlainConnection connection, RandomGenerator dice) {
        byte[] small = noise(dice, 1 + dice.nextInt(20));
        switch (dice.nextInt(8)) {
            case 0 -> connection.sendFrame(TEXT, false, small);
            case 1 -> connection.sendFrame(RESERVED_BITS, true, small);
            case 2 -> connection.sendFrame(RESERVED_OPCODE, true, small);
            case 3 -> connection.sendFrame(BINARY, true, small);
            case 4 -> connection.sendFrame(TEXT, true, new byte[MORE_THAN_A_MESSAGE]);
            case 5 -> {
                connection.sendFrame(UNFINISHED_TEXT, true, small);
                for (int i = 0; i < 200; i++) {
                    connection.sendFrame(UNFINISHED_CONTINUATION, true, new byte[0]);
                }
            }
            case 6 -> {
                for (int i = 0; i < 300; i++) {
                    connection.sendFrame(PING, true, small);
                }
            }
            default -> {
                connection.sendFrame(CLOSE, true, new byte[] {3});
                connection.sendFrame(TEXT, true, small);
            }
        }
    }

    /** Asks for much and takes none of it. */
    private static void reader(PlainConnection connection, RandomGenerator dice) {
        connection.sendText("{\"type\":\"hello\",\"version\":\"0\",\"protocol_version\":1}");
        int many = 10 + dice.nextInt(200);
        for (int i = 0; i < many; i++) {
            connection.sendText(
                    "{\"type\":\"list_nodes\",\"state_filter\":null,\"include_capabilities\":true}");
        }
    }

    /** Faults are over: it has gone. */
    public void behave() {
        honest = true;
        List.copyOf(lines).forEach(StrangerLine::drop);
        lines.clear();
    }
}
