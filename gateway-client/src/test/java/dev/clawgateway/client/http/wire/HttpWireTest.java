package dev.clawgateway.client.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.client.Sockets;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpWireTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ReplyTimes PATIENCE = ReplyTimes.whole(LIMIT);

    private final HttpWire wire = new HttpWire(null, LIMIT);

    @TempDir private Path folder;

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void asksOverAUnixSocket() throws Exception {
        assumeTrue(Sockets.unix(), "needs Linux");
        try (ScriptedServer server = ScriptedServer.overUnix(folder.resolve("s"))) {
            server.answer(ScriptedServer.json(200, "{}"));

            assertThat(text(wire.ask(server.uri(), HttpAsked.of("GET", "/x?y=1"), PATIENCE)))
                    .isEqualTo("{}");
            assertThat(server.requests().getFirst())
                    .startsWith("GET /x?y=1 HTTP/1.1\r\n")
                    .contains("host: localhost\r\n");
        }
    }

    @Test
    void keepsAConnectionForTheNextRequest() throws Exception {
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer(ScriptedServer.json(200, "1")).answer(ScriptedServer.json(404, "2"));

            assertThat(text(ask(server, "GET"))).isEqualTo("1");
            HttpReply second = ask(server, "GET");
            assertThat(second.head().status()).isEqualTo(404);
            assertThat(text(second)).isEqualTo("2");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void asksAgainWhatAKeptConnectionLost() throws Exception {
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer(ScriptedServer.json(200, "1"))
                    .answer(ScriptedServer.CLOSE)
                    .answer(ScriptedServer.json(200, "2"));

            assertThat(text(ask(server, "GET"))).isEqualTo("1");
            assertThat(text(ask(server, "GET"))).isEqualTo("2");
        }
    }

    @Test
    void asksForNoChangeAgainThatHasNoKey() throws Exception {
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer(ScriptedServer.json(200, "1"))
                    .answer(ScriptedServer.CLOSE)
                    .answer(ScriptedServer.json(200, "never"));

            assertThat(text(ask(server, "GET"))).isEqualTo("1");
            assertThatThrownBy(() -> text(ask(server, "POST")))
                    .hasCauseInstanceOf(LostConnectionException.class);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void asksForAChangeAgainUnderItsKey() throws Exception {
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer(ScriptedServer.json(200, "1"))
                    .answer(ScriptedServer.CLOSE)
                    .answer(ScriptedServer.json(200, "2"));
            HttpAsked change = HttpAsked.of("POST", "/").with(HttpAsked.KEY, "k");

            assertThat(text(ask(server, "GET"))).isEqualTo("1");
            assertThat(text(wire.ask(server.uri(), change, PATIENCE))).isEqualTo("2");
            assertThat(server.requests())
                    .last()
                    .asString()
                    .containsIgnoringCase("idempotency-key: k");
        }
    }

    @Test
    void tellsThatAnAnswerBrokeOff() throws Exception {
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123", ScriptedServer.CLOSE);

            assertThatThrownBy(() -> text(ask(server, "GET")))
                    .hasCauseInstanceOf(LostConnectionException.class);
        }
    }

    @Test
    void waitsForAStreamPieceByPiece() throws Exception {
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer(ScriptedServer.endless("text/plain"), "a");
            ReplyTimes short_ = new ReplyTimes(LIMIT, Duration.ofMillis(300));

            HttpReply reply = wire.ask(server.uri(), HttpAsked.of("GET", "/"), short_);
            assertThat(reply.head().field("Content-Type")).isEqualTo("text/plain");
            assertThat(reply.next()).isEqualTo("a".getBytes(UTF_8));
            assertThatThrownBy(reply::next).hasCauseInstanceOf(LateAnswerException.class);
        }
    }

    @Test
    void doesNotListenWhileNobodyReads() throws Exception {
        String megabyte = "x".repeat(1 << 20);
        int many = 64;
        String[] parts = new String[many + 2];
        Arrays.fill(parts, megabyte);
        parts[0] = ScriptedServer.endless("text/plain");
        parts[many + 1] = ScriptedServer.CLOSE;
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer(parts);
            HttpReply reply = wire.ask(server.uri(), HttpAsked.of("GET", "/"), PATIENCE);
            await().atMost(LIMIT).until(() -> reply.unread() > 0);
            await().during(Duration.ofMillis(200)).until(() -> reply.unread() < 4 << 20);

            assertThat(text(reply)).hasSize(many << 20);
        }
    }

    @Test
    void sendsBodyAndFields() throws Exception {
        try (ScriptedServer server = ScriptedServer.overTcp()) {
            server.answer(ScriptedServer.json(201, ""));

            HttpAsked asked =
                    new HttpAsked("POST", "/p", Map.of("X-Y", "z"), "body".getBytes(UTF_8));
            HttpReply reply = wire.ask(server.uri(), asked, PATIENCE);
            assertThat(reply.head().status()).isEqualTo(201);
            assertThat(server.requests().getFirst()).contains("X-Y: z").endsWith("\r\n\r\nbody");
        }
    }

    private HttpReply ask(ScriptedServer server, String method) {
        return wire.ask(server.uri(), HttpAsked.of(method, "/"), PATIENCE);
    }

    private static String text(HttpReply reply) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece = reply.next(); piece != null; piece = reply.next()) {
            all.writeBytes(piece);
        }
        return all.toString(UTF_8);
    }
}
