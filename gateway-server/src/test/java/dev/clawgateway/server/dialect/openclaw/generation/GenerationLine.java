package dev.clawgateway.server.dialect.openclaw.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of a program that takes every frame for broken that is not as the protocol says:
 * the oldest drop such without a word. One thread reads; any may send.
 */
final class GenerationLine {
    private static final Set<String> RESPONSE = Set.of("type", "id", "ok", "payload", "error");
    private static final Set<String> EVENT =
            Set.of("type", "event", "payload", "seq", "stateVersion");
    private static final Set<String> ERROR =
            Set.of("code", "message", "details", "retryable", "retryAfterMs");

    private static final String CHALLENGE = "connect.challenge";

    /** What nodes are told that is for them alone. */
    private static final Set<String> OF_A_NODE =
            Set.of("node.invoke.request", "node.pair.resolved");

    private final RawClient socket;
    private final boolean node;
    private long seq;

    /**
     * Over a socket.
     *
     * @param node whether a node speaks here
     */
    GenerationLine(RawClient socket, boolean node) {
        this.socket = socket;
        this.node = node;
    }

    /** How a connection ended: by a Close with a code and a reason, or without one. */
    record End(int code, String reason) {
        static final End CUT = new End(0, "");
    }

    /** The other side has ended it properly. */
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1;
        private final transient End end;

        Closed(End end) {
            super(end.toString());
            this.end = end;
        }

        End end() {
            return end;
        }
    }

    synchronized void send(ObjectNode frame) throws IOException {
        socket.text(frame.toString());
    }

    /** The next message. */
    JsonNode read() throws IOException {
        while (true) {
            RawClient.Frame frame = socket.next();
            switch (frame.opcode()) {
                case RawClient.TEXT -> {
                    return checked(frame);
                }
                case RawClient.PING -> pong(frame.payload());
                case RawClient.CLOSE -> {
                    bye(frame.closeCode());
                    throw new Closed(new End(frame.closeCode(), frame.payload()));
                }
                default -> assertThat(frame.opcode()).isEqualTo(RawClient.PONG);
            }
        }
    }

    private synchronized void pong(String payload) throws IOException {
        socket.frame(true, RawClient.PONG, payload.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void bye(int code) throws IOException {
        socket.frame(true, RawClient.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        socket.close();
    }

    private JsonNode checked(RawClient.Frame frame) {
        assertThat(frame.fin()).isTrue();
        JsonNode message = parse(frame.payload());
        String type = message.path("type").asString("");
        assertThat(type).as("%s", message).isIn("res", "event");
        closed(message, type.equals("res") ? RESPONSE : EVENT);
        if (type.equals("event")) {
            counted(message);
        } else if (message.has("error")) {
            closed(message.path("error"), ERROR);
        }
        return message;
    }

    private static JsonNode parse(String text) {
        try {
            return JsonTree.parse(text);
        } catch (JsonFormatException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Nothing else, and nothing that is null. */
    private static void closed(JsonNode object, Set<String> members) {
        assertThat(members).as("%s", object).containsAll(object.propertyNames());
        for (JsonNode member : object) {
            assertThat(member.isNull()).as("%s", object).isFalse();
        }
    }

    /**
     * From 1, and without holes: nothing is dropped for somebody who reads. What is for one
     * connection alone has no number.
     */
    private void counted(JsonNode event) {
        @Nullable JsonNode number = event.get("seq");
        String name = event.path("event").asString();
        if (name.equals(CHALLENGE) || (node && OF_A_NODE.contains(name))) {
            assertThat(number).as("%s", event).isNull();
            return;
        }
        assertThat(number).as("%s", event).isNotNull();
        seq++;
        assertThat(number.isIntegralNumber()).isTrue();
        assertThat(number.asLong()).as("%s", event).isEqualTo(seq);
    }

    /** Leaves as the command line does: a Close without a code. */
    synchronized void leave() throws IOException {
        socket.frame(true, RawClient.CLOSE, new byte[0]);
    }

    /** The connection breaks. */
    void cut() throws IOException {
        socket.drop();
    }
}
