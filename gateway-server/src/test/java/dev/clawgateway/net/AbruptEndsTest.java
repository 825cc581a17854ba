package dev.clawgateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Peers that are gone from one moment to the next: no session stays, and no trace in the log. */
class AbruptEndsTest {
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
                    + " dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final int TIMES = 50;

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(lines);
    }

    private void assertQuiet() {
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .filteredOn(line -> line.getThrowableProxy() != null)
                .isEmpty();
    }

    /** A reset in the head of a request, behind an upgrade, in a frame, in a message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HT",
                UPGRADE,
                UPGRADE + "\u0081",
                UPGRADE + "\u0001\u0081\u0000\u0000\u0000\u0000x"
            })
    void leaveNothingBehindAfterAReset(String said) throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                Bystander bystander = new Bystander(gateway)) {
            for (int i = 0; i < TIMES; i++) {
                Socket socket = new Socket();
                RawClient client = RawClient.open(socket, gateway.address());
                client.raw(said.getBytes(StandardCharsets.ISO_8859_1));
                socket.setSoLinger(true, 0); // a reset instead of an orderly end
                client.drop();
            }

            bystander.beats();
            await().until(() -> gateway.sessions().size() == 1);
            assertThat(gateway.traffic().inboundBytes()).isZero();
        }
        assertQuiet();
    }

    @Test
    void ofASessionAreItsEndEvenHalfClosed() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                Bystander bystander = new Bystander(gateway)) {
            Socket socket = new Socket();
            RawClient client = RawClient.connect(socket, gateway.address(), "/");
            client.text(Frames.HELLO);
            client.expect("welcome");

            socket.shutdownOutput();

            assertThat(client.ended()).isTrue();
            await().until(() -> gateway.sessions().size() == 1);
            bystander.beats();
        }
        assertQuiet();
    }

    @Test
    void ofARequestAreAnsweredHalfClosed() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                Socket socket = new Socket();
                RawClient client = RawClient.open(socket, gateway.address())) {
            client.raw(
                    "GET /health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(status(client)).isEqualTo("HTTP/1.1 200 OK");
        }
        assertQuiet();
    }

    private static String status(RawClient client) throws IOException {
        return client.http("").getFirst();
    }
}
