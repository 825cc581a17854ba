package dev.clawgateway.server.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.net.gate.ConnectionLimits;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import io.netty.util.Version;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The advisories about connections, and about what is read of them, by their names. */
class WireAdvisoriesTest extends AdvisoryFixture {

    @Test
    @DisplayName("CVE-2020-7218, CVE-2020-7219: connections that say nothing are bounded")
    void connectionsAreBounded() throws Exception {
        ConnectionLimits few =
                new ConnectionLimits(
                        100,
                        100,
                        5,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30));
        List<RawClient> silent = new ArrayList<>();
        try (TestGateway gateway = new TestGateway(options().with(few))) {
            for (int i = 0; i < 8; i++) {
                silent.add(RawClient.open(new Socket(), gateway.address()));
            }
            await().untilAsserted(() ->
                    assertThat(gateway.traffic().refusals().count("strangers")).isEqualTo(3));
            try (RawClient cli =
                    RawClient.connect(new Socket(), gateway.address(), "/?token=an-admins-token")) {
                cli.ask(Frames.HELLO, "welcome");
            }
        } finally {
            for (RawClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    @DisplayName("CVE-2018-1002105: an upgrade that is refused leaves no open pipe")
    void refusedUpgradesLeaveNothingOpen() throws Exception {
        try (RawClient client = RawClient.open(new Socket(), gateways.gateway().address())) {
            List<String> head =
                    client.http(
                            head(
                                    "GET /?token=an-admins-token HTTP/1.1",
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Sec-WebSocket-Version: 7",
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
            assertThat(head.getFirst()).doesNotContain("101");
            assertThat(head.getFirst()).startsWith("HTTP/1.1 4");
            client.raw(
                    RawClient.bytes(
                            0x81,
                            true,
                            "{\"type\":\"set_serving\",\"serving\":false}"
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(client.ended()).isTrue();
        }
        assertThat(gateways.gateway().view().serving()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /register HTTP/1.0;Transfer-Encoding: chunked;Content-Length: 5",
                "POST /register HTTP/1.1;Transfer-Encoding: chunked;Content-Length: 5",
                "POST /register HTTP/1.1;Transfer-Encoding: xchunked",
                "POST /register HTTP/1.1;Content-Length: 5;Content-Length: 6"
            })
    @DisplayName("CVE-2026-42581: a request of two lengths is refused, and what follows it unread")
    void requestsOfTwoLengths(String request) throws Exception {
        try (RawClient client = RawClient.open(new Socket(), gateways.gateway().address())) {
            List<String> answer =
                    client.http(
                            head(request.split(";")) + "0\r\n\r\n" + head("GET /health HTTP/1.1"));

            assertThat(answer.getFirst()).containsPattern("HTTP/1\\.[01] (400|501)");
            int length =
                    answer.stream()
                            .filter(line ->
                                    line.toLowerCase(Locale.ROOT).startsWith("content-length: "))
                            .mapToInt(line -> Integer.parseInt(line.substring(16)))
                            .findFirst()
                            .orElse(0);
            assertThat(client.body(length)).doesNotContain("\"version\"");
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    @DisplayName("CVE-2026-50020, CVE-2026-45416, CVE-2026-50560: a library that knows of them")
    void theNetworkLibraryIsNewEnough() {
        String version = Version.identify().get("netty-codec-http").artifactVersion();

        assertThat(Arrays.compare(numbers(version.replaceAll("[^0-9.].*", "")), numbers("4.2.15")))
                .isNotNegative();
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001", "\u0007", "\u00ff\u00fe"})
    @DisplayName("CVE-2026-50020: bytes before the request line are not read over")
    void controlBytesBeforeTheRequestLine(String bytes) throws Exception {
        try (RawClient client = RawClient.open(new Socket(), gateways.gateway().address())) {
            client.raw(
                    (bytes + "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(client.http("").getFirst()).doesNotContain(" 200 ");
        }
    }

    @Test
    @DisplayName("GHSA-w9fj-cfpg-grvv: HTTP/2 is not spoken")
    void noHttp2() throws Exception {
        List<String> upgrade =
                ask(
                        "GET /health",
                        "Connection: Upgrade, HTTP2-Settings\r\n",
                        "Upgrade: h2c\r\n",
                        "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n");
        assertThat(upgrade.getFirst()).doesNotContain("101");
        assertThat(http("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").getFirst())
                .containsPattern("HTTP/1\\.[01] [45]");
    }

    @Test
    @DisplayName("CVE-2026-42587: what is sent packed is not unpacked")
    void nothingIsUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                    "{\"node_id\":1,\"ip_address\":\"127.0.0.1\",\"port\":1,\"capabilities\":[]}"
                            .getBytes(StandardCharsets.UTF_8));
        }
        String body = packed.toString(StandardCharsets.ISO_8859_1);

        assertThat(
                        http(
                                "POST /register HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: Bearer an-admins-token\r\n"
                                        + "Content-Encoding: gzip\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body))
                .first()
                .asString()
                .containsPattern("HTTP/1.1 4(00|15)");
        assertThat(gateways.gateway().view().discovery().members()).isEmpty();
    }

    @Test
    @DisplayName("CVE-2026-48779, Java-WebSocket #1508: a message of endless fragments is cut off")
    void fragmentsAreBounded() throws Exception {
        try (RawClient cli = connect("?token=a-viewers-token")) {
            cli.frame(false, RawClient.TEXT, new byte[0]);
            for (int i = 0; i < 2000; i++) {
                cli.frame(false, RawClient.CONTINUATION, new byte[0]);
            }

            assertThat(cli.closeCode()).isIn(1008, 1009);
        }
    }
}
