package dev.clawgateway.client.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clawgateway.client.http.HttpAddresses;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers as the gateway gives them. */
class AccessClientTest {
    private static final Instant END = Instant.parse("2026-03-02T12:00:00Z");

    private record Answer(int status, String body) {}

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private AccessClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        client =
                new AccessClient(
                        HttpAddresses.of(
                                List.of("http://127.0.0.1:" + server.getAddress().getPort()),
                                "ey.mine",
                                null));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI()
                            + " "
                            + exchange.getRequestHeaders().getFirst("Authorization")
                            + " "
                            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            Answer answer = answers.remove();
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void hasTokensMade() throws Exception {
        answers.add(
                new Answer(
                        200,
                        "{\"id\":\"a\",\"token\":\"ey.new\",\"kind\":\"operator\","
                                + "\"subject\":\"alice\",\"role\":\"viewer\","
                                + "\"virtual_clusters\":[\"red\"],"
                                + "\"expires_at\":\"2026-03-02T12:00:00Z\"}"));
        Holder alice = new Holder.Operator("alice", new Rights(Role.VIEWER, List.of("red"), false));

        WithJson<TokenDetails> made = client.create(alice, Duration.ofHours(1));

        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/access/tokens Bearer ey.mine {\"kind\":\"operator\","
                                + "\"subject\":\"alice\",\"role\":\"viewer\","
                                + "\"virtual_clusters\":[\"red\"],\"expires_secs\":3600}");
        assertThat(made.value())
                .isEqualTo(new TokenDetails("a", "ey.new", alice, 0, null, END, null, null));
        assertThat(made.toString()).doesNotContain("ey.new");
    }

    @Test
    void readsTheWholeList() throws Exception {
        String node =
                "{\"id\":\"%s\",\"kind\":\"node\",\"node\":\"rack*\",\"labels\":{\"z\":\"a\"},";
        String end = "\"expires_at\":\"2026-03-02T12:00:00Z\"}";
        answers.add(
                new Answer(
                        200, "{\"tokens\":[" + node.formatted("a") + end + "],\"next\":\"a b\"}"));
        answers.add(new Answer(200, "{\"tokens\":[" + node.formatted("c") + end + "]}"));

        List<TokenDetails> all = client.tokens();

        assertThat(all).extracting(TokenDetails::id).containsExactly("a", "c");
        assertThat(all.getFirst().holder()).isEqualTo(new Holder.Node("rack*", Map.of("z", "a")));
        assertThat(requests)
                .extracting(request -> request.split(" ", 3)[1])
                .containsExactly("/api/v1/access/tokens", "/api/v1/access/tokens?after=a+b");
    }

    @Test
    void saysWhoOneIsAndWhatOneMay() throws Exception {
        answers.add(new Answer(200, "{\"authentication\":false,\"kind\":\"anonymous\"}"));
        answers.add(new Answer(200, "{\"allowed\":false,\"reason\":\"needs the role admin\"}"));

        assertThat(client.whoAmI().value())
                .isEqualTo(new Standing(false, "anonymous", null, null, null));
        assertThat(client.canI("nodes.drain", null).value())
                .isEqualTo(new AccessVerdict(false, "needs the role admin"));
    }

    @Test
    void saysWhatOneMayThereAndOfEverything() throws Exception {
        NodeId node = new NodeId(new UUID(1, 2));
        answers.add(new Answer(200, "{\"allowed\":true}"));
        answers.add(
                new Answer(
                        200,
                        "{\"operations\":[{\"operation\":\"b.c\",\"allowed\":true},"
                                + "{\"operation\":\"a\",\"allowed\":false,\"reason\":\"no\"}]}"));

        assertThat(client.canI(new AccessQuestion("nodes.drain", null, node, null)).value())
                .isEqualTo(new AccessVerdict(true, null));
        assertThat(client.whatCanI("a b").value())
                .containsExactly(
                        Map.entry("b.c", new AccessVerdict(true, null)),
                        Map.entry("a", new AccessVerdict(false, "no")));
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/access/can-i Bearer ey.mine {\"operation\":\"nodes.drain\","
                                + "\"node\":\"00000000-0000-0001-0000-000000000002\"}",
                        "GET /api/v1/access/can-i?virtual_cluster=a+b Bearer ey.mine ");
    }

    @Test
    void saysWhatTheGatewayRefuses() {
        answers.add(new Answer(403, "{\"error\":\"not you\"}"));

        assertThatExceptionOfType(AccessException.class)
                .isThrownBy(() -> client.revokeAllOf("a/b c"))
                .withMessageContaining("HTTP 403: not you")
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
        assertThat(requests.peek()).startsWith("POST /api/v1/access/subjects/a%2Fb%20c/revoke ");
    }

    @Test
    void takesNoHolderItDoesNotKnow() {
        answers.add(
                new Answer(
                        200,
                        "{\"id\":\"a\",\"kind\":\"king\","
                                + "\"expires_at\":\"2026-03-02T12:00:00Z\"}"));

        assertThatExceptionOfType(AccessException.class)
                .isThrownBy(() -> client.inspect("a"))
                .withMessageContaining("kind must be operator, node or join, was king");
    }
}
