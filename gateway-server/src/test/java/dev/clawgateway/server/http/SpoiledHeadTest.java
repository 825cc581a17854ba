package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/**
 * Requests spoiled at random: each is answered or ends its connection, none is an error of the
 * gateway, and nobody else notices. More of them with {@code -Dfuzz.runs} and {@code -Dfuzz.seed}.
 */
class SpoiledHeadTest {
    private static final int RUNS = Integer.getInteger("fuzz.runs", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);
    private static final String END = "\r\n";

    /** Each is whole, and asks for the end of the connection. */
    private static final List<String> GOOD =
            List.of(
                    """
                    GET /health HTTP/1.1\r
                    Host: localhost\r
                    Connection: close\r
                    \r
                    """,
                    """
                    POST /register HTTP/1.1\r
                    Host: a\r
                    Connection: close\r
                    Content-Type: application/json\r
                    Content-Length: 2\r
                    \r
                    {}\
                    """,
                    """
                    POST /register HTTP/1.1\r
                    Host: a\r
                    Connection: close\r
                    Transfer-Encoding: chunked\r
                    \r
                    2\r
                    {}\r
                    0\r
                    \r
                    """,
                    """
                    GET http://a/ready?x=1 HTTP/1.0\r
                    Authorization: Bearer a.b.c\r
                    Forwarded: for=1.2.3.4\r
                    \r
                    """);

    private static final List<String> WORDS =
            List.of(
                    END,
                    "\r\n\r\n",
                    "\n",
                    "\0",
                    ":",
                    " ",
                    "\t",
                    "%00",
                    "%",
                    "../",
                    "Content-Length: 9\r\n",
                    "Content-Length: -1\r\n",
                    "Transfer-Encoding: chunked\r\n",
                    "Host: b\r\n",
                    "Upgrade: websocket\r\nConnection: Upgrade\r\n",
                    "ffffffffffffffff\r\n",
                    "\u00ff\u0080",
                    "x".repeat(9000));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void isAnsweredOrEnds() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try (Bystander bystander = new Bystander(GATEWAYS.gateway())) {
            for (int run = 0; run < RUNS; run++) {
                Random random = new Random(SEED + run);
                String request = spoiled(random);
                assertThat(answer(request))
                        .as("-Dfuzz.seed=%d -Dfuzz.runs=1: %s", SEED + run, request)
                        .doesNotContain("HTTP/1.1 500")
                        .matches(said -> said.isEmpty() || said.startsWith("HTTP/1."));
            }
            bystander.beats();
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }

    /** Writes all of it and no more: what lacks its end lacks it for good. */
    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(GATEWAYS.gateway().address(), RawClient.PATIENCE_MILLIS);
            socket.setSoTimeout(RawClient.PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                return new String(
                        socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException _) {
                return ""; // reset, because it had more to say
            }
        }
    }

    private static String spoiled(Random random) {
        StringBuilder request = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(request.length());
            switch (random.nextInt(4)) {
                case 0 -> request.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 1 -> request.setCharAt(at, (char) random.nextInt(256));
                case 2 -> request.delete(at, Math.min(request.length(), at + random.nextInt(9)));
                default -> request.insert(at, request.substring(at / 2, at));
            }
            if (request.isEmpty()) {
                request.append(END);
            }
        }
        return request.toString();
    }
}
