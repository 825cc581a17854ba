package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A client that leaves in the middle of what it sends is no error of ours. */
class BrokenUploadTest {
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.clawgateway.net");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        root.setLevel(Level.DEBUG);
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        root.setLevel(null);
    }

    @Test
    void isNoErrorInTheLog() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                Socket socket = new Socket();
                RawClient client = RawClient.open(socket, gateway.address())) {
            client.raw(
                    "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.setSoLinger(true, 0); // a reset instead of an orderly end
            client.drop();

            try (RawClient other = RawClient.open(new Socket(), gateway.address())) {
                other.raw(
                        "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"
                                .getBytes(StandardCharsets.US_ASCII));
                other.drop();
            }
            await().until(() ->
                    lines.list.stream()
                                    .filter(line -> line.getMessage().contains("broke off"))
                                    .count()
                            >= 1);
        }

        assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }
}
