package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP on the same port. */
class HttpTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void tellsItsHealth() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1)) {
            HttpResponse<String> response = get("/health");

            JsonNode body = JSON.readTree(response.body());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).contains("application/json");
            assertThat(body.path("status").asString()).isEqualTo("healthy");
            assertThat(body.path("version").asString()).isEqualTo("1.2.3");
            assertThat(body.path("nodes").asInt()).isEqualTo(1);
            assertThat(body.path("workloads").asInt(-1)).isZero();
            assertThat(body.path("connections").asInt()).isEqualTo(1);
            assertThat(body.path("timestamp").isNumber()).isTrue();
            node.drop();
        }
    }

    @Test
    void tellsWhatItsHealthIsJudgedBy() throws Exception {
        HttpResponse<String> response = get("/health?detail=1");

        JsonNode body = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(body.propertyNames())
                .containsExactly(
                        "status", "uptime", "connections", "channels", "memory", "timestamp");
        assertThat(body.path("status").asString()).isEqualTo("healthy");
        assertThat(body.path("channels").isEmpty()).isTrue();
        assertThat(body.path("memory").path("heapUsed").asLong()).isPositive();
    }

    @Test
    void tellsItsHealthInAWordToWhoWantsText() throws Exception {
        HttpResponse<String> response =
                client.send(
                        request("/health").header("Accept", "text/plain").build(),
                        BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json, text/plain, */*",
                "text/plain;q=0.5, application/json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            })
    void tellsItsHealthInJsonToWhoLikesTextNoBetter(String accept) throws Exception {
        HttpResponse<String> health =
                client.send(
                        request("/health").header("Accept", accept).build(),
                        BodyHandlers.ofString());
        HttpResponse<String> root =
                client.send(request("/").header("Accept", accept).build(), BodyHandlers.ofString());

        assertThat(JSON.readTree(health.body()).path("status").asString()).isEqualTo("healthy");
        assertThat(JSON.readTree(root.body()).path("name").asString()).isEqualTo("claw-gateway");
    }

    @Test
    void isReadyOnceANodeIsConnected() throws Exception {
        HttpResponse<String> before = get("/ready");
        try (RawClient node = gateways.gateway().node(NODE, 1)) {
            HttpResponse<String> after = get("/ready");

            assertThat(before.statusCode()).isEqualTo(503);
            assertThat(before.body())
                    .isEqualTo("{\"ready\":false,\"reasons\":[\"no nodes connected\"]}");
            assertThat(after.statusCode()).isEqualTo(200);
            node.drop();
        }
    }

    @Test
    void showsMetricsAndItself() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("up 1\n");
        assertThat(get("/?a=b").body())
                .isEqualTo("{\"name\":\"claw-gateway\",\"version\":\"1.2.3\"}\n");
    }

    @Test
    void answersUnknownPathsInTheFormOfTheirFamily() throws Exception {
        HttpResponse<String> root = get("/nothing%22here");
        HttpResponse<String> cluster = get("/cluster/nothing");
        HttpResponse<String> api = get("/api/v1/nothing");

        assertThat(List.of(root.statusCode(), cluster.statusCode(), api.statusCode()))
                .containsOnly(404);
        assertThat(JSON.readTree(root.body()).path("status_code").asInt()).isEqualTo(404);
        assertThat(JSON.readTree(root.body()).path("error").asString()).isEqualTo("Not Found");
        assertThat(JSON.readTree(cluster.body()).path("success").asBoolean(true)).isFalse();
        assertThat(JSON.readTree(api.body()).path("title").asString()).isEqualTo("Not Found");
        assertThat(api.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void refusesOtherMethods() throws Exception {
        HttpResponse<String> response =
                client.send(request("/health").DELETE().build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void answersPipelinedRequestsInOrderOnOneConnection() throws Exception {
        try (RawClient raw = RawClient.open(new Socket(), gateways.gateway().address())) {
            String get = " HTTP/1.1\r\nHost: a\r\n\r\n";
            List<String> first =
                    raw.http("HEAD /ready" + get + "GET /metrics" + get + "GET /none" + get);
            List<String> second = raw.http("");
            String metrics = raw.body("up 1\n".length());
            List<String> third = raw.http("");

            assertThat(first.getFirst()).startsWith("HTTP/1.1 503");
            assertThat(second.getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(metrics).isEqualTo("up 1\n");
            assertThat(third.getFirst()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void hearsASessionWhoseUpgradeCameRightBehindARequest() throws Exception {
        String upgrade =
                String.join(
                        "\r\n",
                        "GET / HTTP/1.1",
                        "Host: a",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        "");
        try (RawClient raw = RawClient.open(new Socket(), gateways.gateway().address())) {
            raw.http("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n" + upgrade);
            raw.body("up 1\n".length());
            assertThat(raw.http("").getFirst()).isEqualTo("HTTP/1.1 101 Switching Protocols");

            raw.text(Frames.HELLO);

            raw.expect("welcome");
        }
    }

    @Test
    void boundsLinesHeadersAndBodies() throws Exception {
        assertThat(statusOf("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(statusOf("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(statusOf("GARBAGE\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(statusOf("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    /** A connection that is closed while bytes still come is reset, and the answer with it. */
    @Test
    void answersWhoIsStillSending() throws Exception {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n";

        assertThat(statusOf(head + "x".repeat(8_000_000))).startsWith("HTTP/1.1 413");
    }

    private String statusOf(String request) throws Exception {
        try (RawClient raw = RawClient.open(new Socket(), gateways.gateway().address())) {
            return raw.http(request).getFirst();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        InetSocketAddress address = gateways.gateway().address();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path));
    }
}
