package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.net.websocket.frame.MessageLimits;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two small languages on one port. One is spoken to; the other greets with a challenge, as soon as
 * it knows who is there or after a silence, takes little until the peer has answered, and much
 * after that.
 */
class SecondDialectTest {
    private static final int BEFORE = 64 << 10;
    private static final int AFTER = 25 << 20;
    private static final String CHALLENGE = "{\"type\":\"challenge\"}";
    private static final String RIGHT = "{\"type\":\"answer\"}";
    private static final String UPGRADE =
            String.join(
                    "\r\n",
                    "GET %s HTTP/1.1",
                    "Host: localhost",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "%s",
                    "",
                    "");

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Answers every message by its length; its first message is {@code plain}. */
    private record Plain(Session session) implements Conversation {
        @Override
        public void received(String message) {
            session.send(FrameKind.REPLY, "length", utf8("{\"length\":" + message.length() + "}"));
        }

        @Override
        public void dropped(String why) {
            session.send(FrameKind.REPLY, "dropped", utf8("{\"type\":\"dropped\"}"));
        }

        @Override
        public void closed() {
            // Has nothing of its own.
        }
    }

    private static final class PlainDialect implements Dialect {
        @Override
        public Interest spoken(Session session, Handshake handshake, String firstMessage) {
            if (!firstMessage.equals("plain")) {
                return new Interest.None("not plain");
            }
            Plain plain = new Plain(session);
            return new Interest.Taken(PeerRole.OPERATOR, plain, () -> plain.received("first one"));
        }

        @Override
        public String refusal(Fault fault, String detail) {
            return "{\"plain\":\"" + fault.name().toLowerCase(Locale.ROOT) + " " + detail + "\"}";
        }
    }

    /** Challenges, and lets in who answers. */
    private static final class Challenging implements Conversation {
        private final Session session;
        private final MessageLimits usual;
        private final Runnable left;
        private boolean known;

        Challenging(Session session, MessageLimits usual, Runnable left) {
            this.session = session;
            this.usual = usual;
            this.left = left;
        }

        void challenge() {
            session.limit(usual.within(BEFORE, BEFORE));
            session.send(FrameKind.REPLY, "challenge", utf8(CHALLENGE));
        }

        @Override
        public void received(String message) {
            if (known) {
                session.send(
                        FrameKind.REPLY, "length", utf8("{\"length\":" + message.length() + "}"));
            } else if (!message.equals(RIGHT)) {
                session.send(FrameKind.REPLY, "error", utf8("{\"ok\":false}"));
                session.close(4001, "wrong answer", "wrong_answer");
            } else if (!session.admit(PeerRole.NODE)) {
                session.send(FrameKind.REPLY, "error", utf8("{\"ok\":\"full\"}"));
                session.close(CloseCode.TRY_LATER, "full", "too_many_sessions");
            } else {
                known = true;
                session.register("device-1");
                session.limit(usual.within(AFTER, AFTER));
                session.send(FrameKind.REPLY, "welcome", utf8("{\"ok\":true}"));
            }
        }

        @Override
        public void dropped(String why) {
            session.close(CloseCode.TOO_BIG, why, "oversize");
        }

        @Override
        public void closed() {
            left.run();
        }
    }

    private static final class ChallengingDialect implements Dialect {
        private final AtomicReference<@Nullable Handshake> shown = new AtomicReference<>();
        private final AtomicInteger left = new AtomicInteger();

        @Override
        public Interest opened(Session session, Handshake handshake) {
            shown.set(handshake);
            boolean own =
                    handshake.path().equals("/challenge")
                            || handshake.header("X-Language").equals("challenging");
            return own ? taken(session) : new Interest.None("");
        }

        @Override
        public Duration silence() {
            return Duration.ofMillis(300);
        }

        @Override
        public Interest silent(Session session, Handshake handshake) {
            return taken(session);
        }

        @Override
        public Interest spoken(Session session, Handshake handshake, String firstMessage) {
            return firstMessage.startsWith("{\"hello\"")
                    ? taken(session)
                    : new Interest.None("not challenging");
        }

        private Interest taken(Session session) {
            Challenging own =
                    new Challenging(session, MessageLimits.DEFAULT, left::incrementAndGet);
            return new Interest.Taken(PeerRole.UNDECIDED, own, own::challenge);
        }

        @Override
        public String refusal(Fault fault, String detail) {
            return "{\"challenging\":\"" + detail + "\"}";
        }
    }

    private final ChallengingDialect challenging = new ChallengingDialect();

    private TestListener listening() throws IOException {
        return listening(ConnectionLimits.DEFAULT);
    }

    private TestListener listening(ConnectionLimits limits) throws IOException {
        NetSettings settings = TestGatewayOptions.standard().with(limits).net();
        return TestListener.speaking(settings, new PlainDialect(), challenging);
    }

    private static ConnectionLimits noRoom() {
        return new ConnectionLimits(
                0,
                100,
                100,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    private static RawClient connect(TestListener listener, String path, String header)
            throws IOException {
        RawClient client = RawClient.open(new Socket(), listener.address());
        assertThat(client.http(UPGRADE.formatted(path, header)).getFirst()).contains("101");
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/challenge?token=x", "/"})
    void isGreetedAtOnceByPathOrHeader(String path) throws Exception {
        String header = path.equals("/") ? "X-Language: challenging" : "X-Own: a";
        try (TestListener listener = listening();
                RawClient client = connect(listener, path, header)) {
            assertThat(client.next().payload()).isEqualTo(CHALLENGE);
            client.text(RIGHT);
            assertThat(client.next().payload()).isEqualTo("{\"ok\":true}");

            Handshake seen = challenging.shown.get();
            assertThat(seen).isNotNull();
            assertThat(seen.peer().listener()).isEqualTo("server");
            assertThat(seen.peer().address()).isEqualTo("127.0.0.1");
            assertThat(seen.path()).isEqualTo(path.replace("?token=x", ""));
            assertThat(seen.query()).isEqualTo(path.equals("/") ? "" : "token=x");
            assertThat(seen.toString()).doesNotContain("token");
        }
    }

    @Test
    void isGreetedAfterASilence() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/", "X-Own: a")) {
            assertThat(client.next().payload()).isEqualTo(CHALLENGE);
            client.text(RIGHT);

            assertThat(client.next().payload()).isEqualTo("{\"ok\":true}");
        }
    }

    @Test
    void leavesWhomItGreetedToTheOtherWhoseWordsCome() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/", "X-Own: a")) {
            assertThat(client.next().payload()).isEqualTo(CHALLENGE);
            client.text("plain");
            assertThat(client.next().payload()).isEqualTo("{\"length\":9}"); // and not again
            assertThat(challenging.left.get()).isEqualTo(1);
            client.text("x".repeat(BEFORE + 1));

            assertThat(client.next().payload()).isEqualTo("{\"length\":" + (BEFORE + 1) + "}");
        }
        assertThat(challenging.left.get()).isEqualTo(1);
    }

    @Test
    void keepsWhomItGreetedWhateverComesLater() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/", "X-Own: a")) {
            assertThat(client.next().payload()).isEqualTo(CHALLENGE);
            client.text(RIGHT);
            assertThat(client.next().payload()).isEqualTo("{\"ok\":true}");
            client.text("plain");

            assertThat(client.next().payload()).isEqualTo("{\"length\":5}");
        }
    }

    @Test
    void tellsWhomItGreetedThatTheOtherHasNoRoom() throws Exception {
        try (TestListener listener = listening(noRoom());
                RawClient client = connect(listener, "/", "X-Own: a")) {
            assertThat(client.next().payload()).isEqualTo(CHALLENGE);
            client.text("plain");

            assertThat(client.next().payload()).startsWith("{\"plain\":\"overloaded too many");
            assertThat(client.closeCode()).isEqualTo(CloseCode.TRY_LATER);
        }
    }

    @Test
    void leavesASpeakerToTheOther() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/", "X-Own: a")) {
            client.text("plain");
            assertThat(client.next().payload()).isEqualTo("{\"length\":9}"); // and not again
            // Longer than the silence, by what another session goes through meanwhile.
            try (RawClient silent = connect(listener, "/", "X-Own: a")) {
                assertThat(silent.next().payload()).isEqualTo(CHALLENGE);
            }
            client.text("abc");

            assertThat(client.next().payload()).isEqualTo("{\"length\":3}");
        }
    }

    @Test
    void isKnownByItsFirstMessage() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/", "X-Own: a")) {
            client.text("{\"hello\":1}");

            assertThat(client.next().payload()).isEqualTo(CHALLENGE);
        }
    }

    @Test
    void aStrangerIsToldOffByTheFirstDialect() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/", "X-Own: a")) {
            client.text("what?");

            assertThat(client.next().payload()).isEqualTo("{\"plain\":\"unreadable not plain\"}");
            assertThat(client.closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR);
        }
    }

    @Test
    void refusesInItsOwnForm() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/challenge", "X-Own: a")) {
            client.next();
            client.text("wrong");

            assertThat(client.next().payload()).isEqualTo("{\"ok\":false}");
            assertThat(client.closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void takesLittleBeforeAndMuchAfterTheAnswer() throws Exception {
        try (TestListener listener = listening();
                RawClient early = connect(listener, "/challenge", "X-Own: a");
                RawClient known = connect(listener, "/challenge", "X-Own: a")) {
            early.next();
            early.text("x".repeat(BEFORE + 1));
            assertThat(early.closeCode()).isEqualTo(CloseCode.TOO_BIG);

            known.next();
            known.text(RIGHT);
            assertThat(known.next().payload()).isEqualTo("{\"ok\":true}");
            int large = 20 << 20;
            known.text("x".repeat(large));
            assertThat(known.next().payload()).isEqualTo("{\"length\":" + large + "}");
            known.text("x".repeat(AFTER + 1));
            assertThat(known.closeCode()).isEqualTo(CloseCode.TOO_BIG);
        }
    }

    @Test
    void isRefusedByItselfWhenThereIsNoRoom() throws Exception {
        try (TestListener listener = listening(noRoom());
                RawClient late = connect(listener, "/challenge", "X-Own: a");
                RawClient plain = connect(listener, "/", "X-Own: a")) {
            late.next();
            late.text(RIGHT);
            assertThat(late.next().payload()).isEqualTo("{\"ok\":\"full\"}");
            assertThat(late.closeCode()).isEqualTo(CloseCode.TRY_LATER);

            plain.text("plain");
            assertThat(plain.next().payload()).startsWith("{\"plain\":\"overloaded too many");
            assertThat(plain.closeCode()).isEqualTo(CloseCode.TRY_LATER);
        }
    }

    @Test
    void isFoundAndClosedByWhoIsOnIt() throws Exception {
        try (TestListener listener = listening();
                RawClient client = connect(listener, "/challenge", "X-Own: a")) {
            client.next();
            client.text(RIGHT);
            client.next();
            Session session = listener.sessions().of("device-1");

            assertThat(session).isNotNull();
            assertThat(session.role()).isEqualTo(PeerRole.NODE);
            assertThat(listener.sessions().find(session.id())).isSameAs(session);
            assertThat(listener.sessions().registered()).containsExactly(session);
            assertThat(listener.sessions().close("device-2", 1000, "", "test")).isFalse();
            assertThat(listener.sessions().close("device-1", 4000, "bye", "test")).isTrue();
            assertThat(client.closeCode()).isEqualTo(4000);
            await().until(() -> listener.sessions().size() == 0);
            assertThat(listener.sessions().of("device-1")).isNull();
        }
    }
}
