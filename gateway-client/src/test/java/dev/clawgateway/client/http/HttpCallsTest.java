package dev.clawgateway.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.clawgateway.client.Certificates;
import dev.clawgateway.client.EndpointException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void doesNotWaitForeverForAnAnswer() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer silent = silent(end);
        try (HttpCalls calls = new HttpCalls(HttpAddresses.of(url("http", silent)), LIMIT)) {
            assertThatThrownBy(() -> calls.call("GET", "/", null, Duration.ofMillis(200)))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageEndingWith(": no answer within 0.2 s");
        } finally {
            end.countDown();
            silent.stop(0);
        }
    }

    @Test
    void givesUpWhenToldTo() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer silent = silent(end);
        try (HttpCalls calls = new HttpCalls(HttpAddresses.of(url("http", silent)), LIMIT)) {
            CompletableFuture<String> failure =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return "answered "
                                    + calls.call("GET", "/", null, Duration.ofMinutes(5)).status();
                        } catch (NoAnswerException e) {
                            return e.getMessage();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    });
            await().atMost(LIMIT)
                    .until(() -> {
                        calls.cancel();
                        return failure.isDone();
                    });
            assertThat(failure.get()).containsAnyOf("given up", "cancelled");
        } finally {
            end.countDown();
            silent.stop(0);
        }
    }

    @Test
    void trustsTheGivenAuthorityAndNobodyElse() throws Exception {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(Certificates.serverContext(folder, "dns:localhost")));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        String url = "https://localhost:" + server.getAddress().getPort();
        Path ca = Certificates.caFile(folder);
        try (HttpCalls trusting = new HttpCalls(HttpAddresses.of(List.of(url), null, ca), LIMIT);
                HttpCalls other = new HttpCalls(HttpAddresses.of(url), LIMIT)) {
            assertThat(trusting.call("GET", "/", null, LIMIT).status()).isEqualTo(204);
            assertThatThrownBy(() -> other.call("GET", "/", null, LIMIT))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("certi");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void namesAHostThatNobodyKnows() {
        try (HttpCalls calls = new HttpCalls(HttpAddresses.of("http://nowhere.invalid"), LIMIT)) {
            assertThatThrownBy(() -> calls.call("GET", "/", null, LIMIT))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessage("http://nowhere.invalid: unknown host");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://a:8080, http://a:8080",
        "ws://a:8080/, http://a:8080",
        "WSS://gateway.example/base/, https://gateway.example/base",
        "https://[::1]:9, https://[::1]:9",
        "http://user:secret@a:1, http://a:1",
        "unix:/run/claw-gateway.sock, unix:/run/claw-gateway.sock",
    })
    void takesAGatewaysAddress(String url, String shown) {
        assertThat(HttpAddresses.of(url)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "a:8080, 'needs a scheme: write http://a:8080, or https:// for TLS'",
        "127.0.0.1:8080, 'needs a scheme: write http://127.0.0.1:8080, or https:// for TLS'",
        "ftp://a, must start with http:// or https://",
        "http:///x, names no host",
        "http://a b, is malformed",
        "unix:a, an absolute path",
    })
    void saysWhatIsWrongWithAnAddress(String url, String problem) {
        assertThatThrownBy(() -> HttpAddresses.of(url))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void saysWhatIsWrongWithTokenAndAuthority() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        List<String> http = List.of("http://a");
        List<String> https = List.of("https://a");

        assertThatThrownBy(() -> HttpAddresses.of(http, "a\nb", null))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("token");
        assertThatThrownBy(() -> HttpAddresses.of(http, null, empty))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("needs an https://");
        assertThatThrownBy(() -> HttpAddresses.of(https, null, empty))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("no certificates in PEM");
        assertThatThrownBy(() -> HttpAddresses.of(https, null, folder.resolve("none")))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> HttpAddresses.of(List.of(), null, null))
                .isInstanceOf(EndpointException.class);
    }

    /** Takes requests and says nothing. */
    private static HttpServer silent(CountDownLatch end) throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        server.createContext(
                "/",
                exchange -> {
                    try {
                        var _ = end.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static String url(String scheme, HttpServer server) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }
}
