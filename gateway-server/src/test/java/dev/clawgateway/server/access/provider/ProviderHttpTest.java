package dev.clawgateway.server.access.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clawgateway.server.fixture.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider over HTTP, that answers what a test has it answer. */
class ProviderHttpTest {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        answers.put(DISCOVERY, discovery(url, url + "/keys"));
    }

    private static String discovery(String issuer, String keys) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
    }

    /** The text {@code hang} is one that never comes, and {@code drip} one that never ends. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = answers.getOrDefault(exchange.getRequestURI().getPath(), "");
            if (body.startsWith("-> ")) {
                exchange.getResponseHeaders().set("Location", body.substring(3));
                exchange.sendResponseHeaders(302, -1);
                return;
            } else if (body.equals("hang")) {
                end.await();
                return;
            }
            exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            if (body.equals("drip")) {
                exchange.getResponseBody().flush();
                end.await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private ProviderKeys fetch(Duration limit) throws Exception {
        return new ProviderHttp(url, threads, null, limit).fetch();
    }

    private void refused(String words) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch(LIMIT))
                .withMessageContaining(words);
    }

    @Test
    void hasTheKeysThatTheProviderPublishes() throws Exception {
        RSAKey key = TestIssuer.key("a");
        answers.put("/keys", new JWKSet(key).toString());

        assertThat(fetch(LIMIT).find("a")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {DISCOVERY, "/keys"})
    void followsNobodyElsewhere(String path) {
        answers.put("/keys", "{\"keys\":[]}");
        answers.put("/elsewhere", path.equals("/keys") ? "{\"keys\":[]}" : "");
        answers.put(path, "-> " + url + "/elsewhere");

        refused("answered 302");
    }

    @ParameterizedTest
    @ValueSource(strings = {DISCOVERY, "/keys"})
    void readsNoMoreThanAnyProviderHasToSay(String path) {
        answers.put("/keys", "{\"keys\":[]}");
        answers.put(path, "{\"x\":\"" + "y".repeat(300_000) + "\"}");

        refused(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/.well-known/openid-configuration, hang",
        "/.well-known/openid-configuration, drip",
        "/keys, hang",
        "/keys, drip"
    })
    void waitsNoLongerThanItMay(String path, String how) {
        answers.put(path, how);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fetch(Duration.ofMillis(300)))
                .withMessageContaining("no whole answer within");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<html>; must be JSON",
                "[]; calls itself",
                "{}; calls itself",
                "{\"issuer\":\"https://login.example.org\"}; https://login.example.org"
            })
    void takesNoOtherWordThanItsOwn(String document, String words) {
        answers.put(DISCOVERY, document);

        refused(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keys",
                "http://login.example.com/keys",
                "file:///etc/passwd",
                "https:",
                "ht tp"
            })
    void asksForKeysNowhereUnprotected(String keys) {
        answers.put(DISCOVERY, discovery(url, keys));

        refused("jwks_uri must be an https:// URL");
    }

    @Test
    void takesNoRubbishForKeys() {
        answers.put("/keys", "<html>");

        refused("/keys: ");
    }

    @Test
    void saysThatNobodyIsThere() {
        server.stop(0);

        refused(DISCOVERY);
    }
}
