package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.NetSettings;
import dev.clawgateway.net.gate.PeerRole;
import dev.clawgateway.net.websocket.frame.CloseCode;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.net.websocket.frame.OutboundLimits;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Events to peers that do not read them, or read something else first. */
class EventBoundsTest {
    private static final int MAX_EVENTS = 256 << 10;
    private static final byte[] EVENT = utf8("\"" + "e".repeat(64 << 10));
    private static final byte[] END = utf8("\"");

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Hands out the session, with bounds of its own. */
    private static final class Telling implements Dialect {
        private final AtomicReference<Session> open = new AtomicReference<>();

        @Override
        public Interest spoken(Session session, Handshake handshake, String firstMessage) {
            return new Interest.Taken(PeerRole.OPERATOR, new Deaf(), () -> begin(session));
        }

        private void begin(Session session) {
            session.limit(
                    new OutboundLimits.Policy(
                            OutboundLimits.DEFAULT, MAX_EVENTS, CloseCode.POLICY, "slow consumer"));
            open.set(session);
        }

        @Override
        public String refusal(Fault fault, String detail) {
            return detail;
        }

        Session session() {
            return await().until(open::get, one -> one != null);
        }
    }

    private record Deaf() implements Conversation {
        @Override
        public void received(String message) {
            // Is told, not asked.
        }

        @Override
        public void dropped(String why) {
            // The same.
        }

        @Override
        public void closed() {
            // The same.
        }
    }

    private final Telling telling = new Telling();

    @Test
    void areOneTextOfTwoParts() throws Exception {
        try (TestListener listener = listener();
                RawClient client = client(listener)) {
            telling.session().sendEvent("event", utf8("{\"shared\":1"), utf8(",\"own\":2}"));

            assertThat(client.message()).hasToString("{\"shared\":1,\"own\":2}");
        }
    }

    @Test
    void doNotCountWhatThePeerAskedFor() throws Exception {
        int large = 3 << 20;
        try (TestListener listener = listener();
                RawClient client = client(listener)) {
            Session session = telling.session();
            session.send(FrameKind.REPLY, "answer", utf8("\"" + "a".repeat(large) + "\""));
            session.sendEvent("event", EVENT, END);
            session.sendEvent("event", EVENT, END);

            assertThat(client.message().asString()).hasSize(large);
            assertThat(client.message().asString()).hasSize(EVENT.length - 1);
            assertThat(client.message().asString()).hasSize(EVENT.length - 1);
            await().untilAsserted(() -> assertThat(session.waitingEventBytes()).isZero());
        }
    }

    @Test
    void closeWhoLetsThemPileUpInTheWordsOfItsDialect() throws Exception {
        try (TestListener listener = listener();
                RawClient client = client(listener)) {
            Session session = telling.session();
            await().until(() -> {
                session.sendEvent("event", EVENT, END);
                return session.closing();
            });

            RawClient.Frame last = client.next();
            while (last.opcode() != RawClient.CLOSE) {
                last = client.next();
            }
            assertThat(last.closeCode()).isEqualTo(CloseCode.POLICY);
            assertThat(last.payload()).isEqualTo("slow consumer");
            assertThat(session.waitingEventBytes()).isZero();
        }
    }

    private TestListener listener() throws IOException {
        NetSettings usual = TestGatewayOptions.standard().net();
        return TestListener.speaking(usual, telling);
    }

    private static RawClient client(TestListener listener) throws IOException {
        RawClient client = RawClient.connect(RawClient.tightSocket(), listener.address(), "/");
        client.text("hello");
        return client;
    }
}
