package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What somebody shows is nobody else's business: no log has it, however much it says. */
class QuietCredentialsTest {
    private static final String SECRET = "s3cr3t-0f-anna";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("x:" + SECRET).getBytes(StandardCharsets.UTF_8));

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(before);
        root.detachAppender(lines);
    }

    private static String everything(ILoggingEvent line) {
        return line.getFormattedMessage()
                + " "
                + line.getKeyValuePairs()
                + " "
                + line.getMDCPropertyMap()
                + (line.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(line.getThrowableProxy()));
    }

    @Test
    void areInNoLog() throws Exception {
        TokenDesk tokens = new TokenDesk().give(SECRET, "anna", Rights.of(Role.ADMIN));
        TestGatewayOptions options =
                TestGatewayOptions.standard()
                        .with(tokens)
                        .with(new OpenDialects(Map.of("server", Set.of())));
        try (TestGateway gateway = new TestGateway(options)) {
            for (String path : List.of("/?token=" + SECRET, "/?token=wrong" + SECRET)) {
                try (RawClient cli = RawClient.connect(gateway.address(), path, "")) {
                    cli.text(Frames.HELLO);
                    cli.text(Frames.register(new NodeId(new UUID(1, 1)), "node-a", 1));
                    cli.text("{\"type\": no JSON");
                    cli.frame(true, RawClient.BINARY, new byte[] {1});
                    cli.drop();
                }
            }
            for (String request :
                    List.of(
                            "GET /nodes?token=" + SECRET + " HTTP/1.1\r\nHost: a\r\n\r\n",
                            "GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                                    + SECRET
                                    + "\r\n\r\n",
                            "GET /nodes HTTP/1.1\r\nHost: a\r\nAuthorization: Basic "
                                    + BASIC
                                    + "\r\n\r\n",
                            "GET /x?token=" + SECRET + " HTTP/1.1\r\nno header\r\n\r\n",
                            "POST /register?token=" + SECRET + " HTTP/9.9\r\nHost: a\r\n\r\n")) {
                try (RawClient client = RawClient.open(new Socket(), gateway.address())) {
                    assertThat(client.http(request).toString()).doesNotContain(SECRET);
                }
            }
        }

        assertThat(lines.list).isNotEmpty();
        assertThat(lines.list.stream().map(QuietCredentialsTest::everything))
                .noneMatch(line -> line.contains(SECRET) || line.contains(BASIC));
    }
}
