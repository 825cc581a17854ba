package dev.clawgateway.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes over a real socket: what a handler is shown, and what becomes of its answers. */
class RoutesTest {
    private static final Cors CORS =
            new Cors(
                    Set.of("http://localhost:*", "https://ui.example"),
                    List.of("GET", "HEAD", "PATCH"),
                    List.of("content-type", "authorization"));
    private static final Family OPEN =
            new Family("open", List.of("/open"), TestListener.PLAIN, CORS);
    private static final int SMALL = 16;

    private static final ConcurrentLinkedQueue<Exchange> HELD = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    private static TestListener listener;

    @BeforeAll
    static void listen() throws IOException {
        listener =
                TestListener.serving(
                        Route.get("/echo/{a}/x/{b}", "echo", TestListener.ROOT, RoutesTest::echo),
                        new Route(
                                "POST",
                                "/small",
                                "small",
                                TestListener.ROOT,
                                SMALL,
                                exchange ->
                                        exchange.answer(
                                                RouteAnswer.text(
                                                        200,
                                                        new String(
                                                                exchange.body(),
                                                                StandardCharsets.UTF_8)))),
                        Route.get(
                                "/broken",
                                "broken",
                                TestListener.ROOT,
                                _ -> {
                                    throw new IllegalStateException("broken (by the test)");
                                }),
                        Route.get("/late", "late", TestListener.ROOT, HELD::add),
                        Route.get("/open/{id}", "look", OPEN, RoutesTest::ok),
                        new Route("PATCH", "/open/{id}", "change", OPEN, SMALL, RoutesTest::ok));
    }

    @AfterAll
    static void stop() {
        listener.close();
    }

    private static void ok(Exchange exchange) {
        exchange.answer(RouteAnswer.text(200, "ok"));
    }

    private static void echo(Exchange exchange) {
        String seen =
                String.join(
                        "|",
                        exchange.method(),
                        exchange.path(),
                        exchange.parameter("a"),
                        exchange.parameter("b"),
                        String.valueOf(exchange.query("q")),
                        String.valueOf(exchange.query("none")),
                        exchange.header("X-Own"),
                        exchange.peer().address(),
                        String.valueOf(exchange.peer().local()));
        exchange.answer(RouteAnswer.text(200, seen).with("X-Seen", "yes"));
    }

    private record Response(List<String> head, String body) {
        int status() {
            return Integer.parseInt(head.getFirst().substring(9, 12));
        }

        String header(String name) {
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    private static Response ask(String request, String body) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), listener.address())) {
            return ask(client, request, body);
        }
    }

    private static Response ask(RawClient client, String request, String body) throws IOException {
        String length = body.isEmpty() ? "" : "\r\nContent-Length: " + body.length();
        Response head =
                new Response(
                        client.http(request.replace(";", "\r\n") + length + "\r\n\r\n" + body), "");
        String told = head.header("content-length");
        boolean bodyless = request.startsWith("HEAD") || told.isEmpty();
        return bodyless ? head : new Response(head.head(), client.body(Integer.parseInt(told)));
    }

    @Test
    void showTheHandlerWhatWasAsked() throws IOException {
        Response response =
                ask("GET /echo/1%2F2/x/a+b%20c?q=d+e%26&q=2 HTTP/1.1;Host: a;X-Own: mine", "");

        assertThat(response.body())
                .isEqualTo("GET|/echo/1/2/x/a+b c|1/2|a+b c|d e&|null|mine|127.0.0.1|true");
        assertThat(response.header("x-seen")).isEqualTo("yes");
        assertThat(response.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void answerHeadAsGetWithoutItsBody() throws IOException {
        try (RawClient client = RawClient.open(new Socket(), listener.address())) {
            Response head = ask(client, "HEAD /open/1 HTTP/1.1;Host: a", "");
            Response next = ask(client, "GET /open/1 HTTP/1.1;Host: a", "");

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo("2");
            assertThat(next.body()).isEqualTo("ok");
        }
    }

    @Test
    void speakHttp10AndEndTheConnection() throws IOException {
        try (RawClient client = RawClient.open(new Socket(), listener.address())) {
            assertThat(ask(client, "GET /open/1 HTTP/1.0", "").body()).isEqualTo("ok");
            assertThat(client.ended()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | GET /none HTTP/1.1;Host: a | 404 Not Found",
                "405 | PUT /open/1 HTTP/1.1;Host: a | 405 only GET, HEAD and PATCH are allowed",
                "405 | GET /small HTTP/1.1;Host: a | 405 only POST is allowed",
                "500 | GET /broken HTTP/1.1;Host: a | 500 internal error",
                "400 | GET /open/%zz HTTP/1.1;Host: a | 400 Bad Request",
            })
    void refuseInTheFormOfTheFamily(int status, String request, String body) throws IOException {
        Response response = ask(request, "");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void boundTheBodyEachByItself() throws IOException {
        assertThat(ask("POST /small HTTP/1.1;Host: a", "x".repeat(SMALL)).body())
                .isEqualTo("x".repeat(SMALL));
        assertThat(ask("POST /small HTTP/1.1;Host: a", "x".repeat(SMALL + 1)).status())
                .isEqualTo(413);
        assertThat(ask("POST /none HTTP/1.1;Host: a", "x".repeat(SMALL + 1)).status())
                .isEqualTo(404);
    }

    @Test
    void boundABodyOfUnknownLength() throws IOException {
        String head = "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (RawClient client = RawClient.open(new Socket(), listener.address())) {
            List<String> taken =
                    client.http(head + chunk("12345678") + chunk("12345678") + chunk(""));
            String body = client.body(SMALL);
            List<String> refused = client.http(head + chunk("123456789") + chunk("12345678"));

            assertThat(taken.getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(body).isEqualTo("1234567812345678");
            assertThat(refused.getFirst()).startsWith("HTTP/1.1 413");
            client.body("413 Request Entity Too Large".length());
            assertThat(client.ended()).isTrue();
        }
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    @Test
    void sayGoOnToWhoWaitsForThatBeforeItsBody() throws IOException {
        try (RawClient client = RawClient.open(new Socket(), listener.address())) {
            List<String> first =
                    client.http(
                            String.join(
                                    "\r\n",
                                    "POST /small HTTP/1.1",
                                    "Host: a",
                                    "Content-Length: 2",
                                    "Expect: 100-continue",
                                    "",
                                    ""));
            List<String> second = client.http("hi");

            assertThat(first.getFirst()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(second.getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.body(2)).isEqualTo("hi");
        }
    }

    @Test
    void tellAPageThatAsksBeforehand() throws IOException {
        Response response =
                ask(
                        "OPTIONS /open/1 HTTP/1.1;Host: localhost;Origin: http://localhost:5173;"
                                + "Access-Control-Request-Method: PATCH",
                        "");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.header("access-control-allow-origin"))
                .isEqualTo("http://localhost:5173");
        assertThat(response.header("access-control-allow-methods")).isEqualTo("GET, HEAD, PATCH");
        assertThat(response.header("access-control-allow-headers"))
                .isEqualTo("content-type, authorization");
        assertThat(response.header("vary")).isEqualTo("Origin");
        assertThat(response.header("access-control-allow-credentials")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | GET /open/1 | Origin: http://localhost:1 | http://localhost:1",
                "200 | GET /open/1 | Origin: https://ui.example | https://ui.example",
                "200 | GET /open/1 | Origin: https://ui.example:8443 | ''",
                "200 | GET /open/1 | Origin: http://evil.example | ''",
                "200 | GET /open/1 | X: no page | ''",
                "404 | GET /open/1/2 | Origin: http://localhost:1 | http://localhost:1",
                "200 | PATCH /open/1 | Origin: http://localhost:1 | http://localhost:1",
                "200 | PATCH /open/1 | Origin: http://localhost | http://localhost",
                "200 | PATCH /open/1 | X: no page | ''",
                "403 | PATCH /open/1 | Origin: http://evil.example | ''",
                "403 | PATCH /open/1 | Origin: https://localhost:1 | ''",
                "403 | PATCH /open/1 | Origin: null | ''",
                "204 | OPTIONS /open/1 | Origin: http://evil.example | ''",
                "404 | OPTIONS /open/1/2 | Origin: http://localhost:1 | http://localhost:1",
            })
    void letPagesOfAllowedOriginsIn(int status, String request, String header, String allowed)
            throws IOException {
        Response response = ask(request + " HTTP/1.1;Host: localhost;" + header, "");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("access-control-allow-origin")).isEqualTo(allowed);
        assertThat(response.header("vary")).isEqualTo("Origin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | POST /small | http://localhost:1",
                "403 | POST /none | http://localhost:1",
                "200 | POST /small | http://localhost",
                "405 | OPTIONS /small | http://localhost:1",
            })
    void letNobodyElseIntoOtherFamilies(int status, String request, String origin)
            throws IOException {
        Response response = ask(request + " HTTP/1.1;Host: localhost;Origin: " + origin, "");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("access-control-allow-origin")).isEmpty();
        assertThat(response.header("vary")).isEmpty();
    }

    @Test
    void openNoSessionToThePagesOfAFamily() throws IOException {
        String upgrade =
                ";Upgrade: websocket;Connection: Upgrade;Sec-WebSocket-Version: 13;"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        Response response =
                ask(
                        "GET /open/1 HTTP/1.1;Host: localhost;Origin: http://localhost:1" + upgrade,
                        "");

        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void serveTwoHundredConnectionsAtOnce() throws Exception {
        int many = 200;
        List<RawClient> clients = new ArrayList<>();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                RawClient client = RawClient.open(new Socket(), listener.address());
                clients.add(client);
                answers.add(CompletableFuture.supplyAsync(() -> late(client), threads));
            }
            await().until(() -> HELD.size() == many);
            HELD.forEach(exchange -> exchange.answer(RouteAnswer.empty(204)));

            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(204));
        }
        for (RawClient client : clients) {
            client.drop();
        }
    }

    private static int late(RawClient client) {
        try {
            return ask(client, "GET /late HTTP/1.1;Host: a", "").status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
