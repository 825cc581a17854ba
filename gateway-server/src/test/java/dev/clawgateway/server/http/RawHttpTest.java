package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.net.http.wire.Browsers;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP as clients write it, byte by byte. */
class RawHttpTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    @RegisterExtension
    static final GatewayExtension GATEWAYS =
            new GatewayExtension(
                    TestGatewayOptions.standard()
                            .with(
                                    new Browsers(
                                            Set.of("gateway.example"),
                                            Set.of("https://console.example:8443"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET /health HTTP/1.1",
                "400 | GET /health HTTP/1.1;Host: a;Host: a",
                "400 | GET /health HTTP/1.1;Host: a b",
                "400 | GET /health HTTP/1.1;Host: a/b",
                "400 | GET /health HTTP/1.1;Host: user@a",
                "400 | GET /health HTTP/1.1;Host: a:99999",
                "400 | GET /health HTTP/1.1;Host: [::1",
                "400 | GET /health HTTP/1.1;Host:",
                "400 | GET http:///health HTTP/1.1;Host: a",
                "200 | GET /health HTTP/1.1;Host: a",
                "200 | GET /health HTTP/1.1;Host: a:80",
                "200 | GET /health HTTP/1.1;Host: [::1]:80",
                "200 | GET /health HTTP/1.1;Host: _srv.any-name.example.",
                "200 | GET /health HTTP/1.0",
                "200 | GET http://a/health HTTP/1.1;Host: a",
                "200 | GET HTTPS://b:8080/health?x=1 HTTP/1.1;Host: a",
                "200 | GET http://a HTTP/1.1;Host: a",
                "404 | OPTIONS * HTTP/1.1;Host: a",
                "400 | GET /health HTTP/2.0;Host: a",
                "400 | GET /health HTTP/1.2",
            })
    void judgesHostAndTarget(int status, String request) throws IOException {
        assertThat(ask(request)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "101 | Host: any.name",
                "101 | Host: localhost:8080;Origin: http://localhost:8080",
                "101 | Host: 127.0.0.1:8080;Origin: http://127.0.0.1:8080;Sec-Fetch-Site: same-origin",
                "101 | Host: [::1]:8080;Origin: http://[::1]:8080",
                "101 | Host: gateway.example;Origin: https://gateway.example",
                "101 | Host: GATEWAY.example;Origin: https://Gateway.Example:443",
                "101 | Host: gateway.example;Origin: https://console.example:8443",
                "403 | Host: localhost:8080;Origin: http://evil.example",
                "403 | Host: localhost:8080;Origin: http://localhost:9090",
                "403 | Host: localhost:8080;Origin: http://localhost",
                "403 | Host: localhost:8080;Origin: null",
                "403 | Host: localhost:8080;Origin: file://",
                "403 | Host: localhost:8080;Origin: http://localhost:8080;Origin: http://localhost:8080",
                "403 | Host: evil.example:8080;Origin: http://evil.example:8080",
                "403 | Host: 127.evil.example:8080;Origin: http://127.evil.example:8080",
                "403 | Host: evil.example;Sec-Fetch-Site: same-origin",
                "403 | Host: gateway.example;Origin: http://console.example:8443",
            })
    void keepsPagesOfOtherSitesOut(int status, String headers) throws IOException {
        assertThat(ask("GET /any HTTP/1.1;" + headers + ";" + upgrade())).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "405 | POST /health HTTP/1.1;Host: a;Content-Length: 0",
                "405 | POST /health HTTP/1.1;Host: localhost;Origin: http://localhost;Content-Length: 0",
                "403 | POST /health HTTP/1.1;Host: localhost;Origin: http://evil.example;Content-Length: 0",
                "403 | GET /metrics HTTP/1.1;Host: evil.example;Sec-Fetch-Site: same-origin",
                "200 | GET /metrics HTTP/1.1;Host: prometheus.internal",
            })
    void keepsFormsAndReboundNamesOut(int status, String request) throws IOException {
        assertThat(ask(request)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1;Host: a;" + "UPGRADE" + "Sec-WebSocket-Key: short",
                "GET / HTTP/1.1;Host: a;"
                        + "UPGRADE"
                        + "Sec-WebSocket-Key: !!!!IHNhbXBsZSBub25jZQ==",
                "GET / HTTP/1.1;Host: a;"
                        + "UPGRADE"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZWVl",
                "GET / HTTP/1.1;Host: a;" + "UPGRADE" + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ",
                "GET / HTTP/1.1;Host: a;" + "UPGRADE" + "X: y",
                "GET / HTTP/1.0;Host: a;"
                        + "UPGRADE"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "GET / HTTP/1.1;" + "UPGRADE" + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            })
    void wantsAWholeUpgrade(String request) throws IOException {
        String whole =
                request.replace(
                        "UPGRADE",
                        "Upgrade: websocket;Connection: Upgrade;Sec-WebSocket-Version: 13;");

        assertThat(ask(whole)).isEqualTo(400);
    }

    @Test
    void answersAClientThatHalfCloses() throws Exception {
        try (Socket socket = new Socket();
                RawClient client = RawClient.open(socket, GATEWAYS.gateway().address())) {
            client.raw(bytes("GET /metrics HTTP/1.1;Host: a").getBytes(StandardCharsets.UTF_8));
            client.raw(bytes("GET /nothing HTTP/1.1;Host: a").getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();

            assertThat(client.http("").getFirst()).isEqualTo("HTTP/1.1 200 OK");
            client.body("up 1\n".length());
            assertThat(client.http("").getFirst()).startsWith("HTTP/1.1 404");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void endsWithAClientThatHalfClosesInTheMiddle() throws Exception {
        try (Socket socket = new Socket();
                RawClient client = RawClient.open(socket, GATEWAYS.gateway().address())) {
            client.raw(
                    "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"
                            .getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();

            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void endsASessionThatHalfCloses() throws Exception {
        try (Socket socket = new Socket();
                RawClient client = RawClient.connect(socket, GATEWAYS.gateway().address(), "/")) {
            client.text(Frames.HELLO);
            client.expect("welcome");
            socket.shutdownOutput();

            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void servesAThousandRequestsSentAhead() throws Exception {
        int many = 1000;
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient client = RawClient.open(new Socket(), GATEWAYS.gateway().address())) {
            client.raw(
                    "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
                            .repeat(many)
                            .getBytes(StandardCharsets.UTF_8));
            bystander.beats();
            for (int i = 0; i < many; i++) {
                assertThat(client.http("").getFirst()).isEqualTo("HTTP/1.1 200 OK");
                client.body("up 1\n".length());
            }
        }
    }

    @Test
    void writesErrorsWithExactlyTheMembersOfTheirFamily() throws Exception {
        JsonNode root = body("GET /nothing HTTP/1.1;Host: a");
        JsonNode cluster = body("GET /cluster/nothing HTTP/1.1;Host: a");
        JsonNode api = body("GET /api/v1/nothing HTTP/1.1;Host: a");

        assertThat(root.propertyNames()).containsExactly("error", "status_code", "timestamp");
        assertThat(root.path("error").asString()).isEqualTo("Not Found");
        assertThat(root.path("timestamp").isNumber()).isTrue();
        assertThat(cluster.propertyNames())
                .containsExactly("success", "error", "message", "code", "details");
        assertThat(cluster.path("error").asString()).isEqualTo("Not Found");
        assertThat(cluster.path("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(cluster.path("details").isObject()).isTrue();
        assertThat(api.propertyNames())
                .containsExactly("type", "title", "status", "detail", "instance", "code", "error");
        assertThat(api.path("error")).isEqualTo(api.path("detail"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET /cluster/x HTTP/1.1",
                "413 | POST /cluster/x HTTP/1.1;Host: a;Content-Length: 99999999",
                "403 | POST /cluster/x HTTP/1.1;Host: localhost;Origin: null",
            })
    void refusesInTheFormOfTheFamily(int status, String request) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), GATEWAYS.gateway().address())) {
            List<String> head = client.http(bytes(request));

            assertThat(status(head)).isEqualTo(status);
            assertThat(json(client, head).path("success").asBoolean(true)).isFalse();
        }
    }

    private static JsonNode body(String request) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), GATEWAYS.gateway().address())) {
            return json(client, client.http(bytes(request)));
        }
    }

    private static JsonNode json(RawClient client, List<String> head) throws IOException {
        int length =
                head.stream()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .filter(line -> line.startsWith("content-length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(16)))
                        .findFirst()
                        .orElseThrow();
        return JSON.readTree(client.body(length));
    }

    private static int ask(String request) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), GATEWAYS.gateway().address())) {
            return status(client.http(bytes(request)));
        }
    }

    private static int status(List<String> head) {
        return Integer.parseInt(head.getFirst().substring(9, 12));
    }

    private static String upgrade() {
        return "Upgrade: websocket;Connection: Upgrade;Sec-WebSocket-Version: 13;" + KEY.strip();
    }

    /** A head whose lines were parted by semicolons. */
    private static String bytes(String request) {
        return request.replace(";", "\r\n") + "\r\n\r\n";
    }
}
