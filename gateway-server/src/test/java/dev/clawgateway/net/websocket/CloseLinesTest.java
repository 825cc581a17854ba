package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nobody can fill the log by having sessions closed. */
class CloseLinesTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(CloseLines.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void aNodeHasALineOfItsOwn() throws Exception {
        NodeId first = new NodeId(new UUID(1, 1));
        NodeId second = new NodeId(new UUID(1, 2));
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard());
                RawClient a = gateway.node(first, 1);
                RawClient b = gateway.node(second, 1)) {
            flood(a);
            flood(b);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getKeyValuePairs().toString().contains("control_frames"))
                .hasSize(2);
    }

    @Test
    void whoIsNotKnownByNameSharesOne() throws Exception {
        try (TestGateway gateway = new TestGateway(TestGatewayOptions.standard())) {
            for (int i = 0; i < 10; i++) {
                try (RawClient client = gateway.cli()) {
                    flood(client);
                }
            }
            await().until(() -> gateway.traffic().closes().count("control_frames") == 10);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getKeyValuePairs().toString().contains("control_frames"))
                .hasSize(1);
    }

    private static void flood(RawClient client) throws Exception {
        for (int i = 0; i <= 100; i++) {
            client.frame(true, RawClient.PING, new byte[0]);
        }
        assertThat(client.closeCode()).isEqualTo(1008);
    }
}
