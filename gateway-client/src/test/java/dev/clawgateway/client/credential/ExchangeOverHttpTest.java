package dev.clawgateway.client.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clawgateway.client.http.HttpAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a gateway that says what it is told to. */
class ExchangeOverHttpTest {
    private static final String TOKEN =
            "{\"id\":\"1\",\"token\":\"t-1\",\"kind\":\"node\",\"subject\":\"node:n1\",\"node\":\"n1\","
                    + "\"issued_at\":\"2026-11-28T12:00:00Z\",\"expires_at\":\"2026-12-28T12:00:00Z\"}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private CredentialExchange exchange;
    private int status = 200;
    private String body = TOKEN;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        exchange =
                new ExchangeOverHttp(
                        HttpAddresses.of("ws://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        asked.add(
                call.getRequestMethod()
                        + " "
                        + call.getRequestURI()
                        + " "
                        + call.getRequestHeaders().getFirst("Authorization")
                        + " "
                        + new String(call.getRequestBody().readAllBytes(), UTF_8));
        byte[] bytes = body.getBytes(UTF_8);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Test
    void joinsByTheTicketAndRenewsByTheToken() throws Exception {
        IssuedToken issued = exchange.join("ticket", "key", "n1");
        exchange.renew("t-1");

        assertThat(issued)
                .isEqualTo(
                        new IssuedToken(
                                "t-1",
                                Instant.parse("2026-11-28T12:00:00Z"),
                                Instant.parse("2026-12-28T12:00:00Z")));
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/access/join Bearer ticket"
                                + " {\"agent_key\":\"key\",\"name\":\"n1\"}",
                        "POST /api/v1/access/renew Bearer t-1 ");
    }

    @ParameterizedTest
    @CsvSource({"401, true", "409, true", "400, false", "429, false", "503, false", "404, false"})
    void tellsWhatIsRefusedFromWhatMayPass(int answered, boolean refused) {
        status = answered;
        body = "{\"detail\":\"the credential is not valid\"}";

        ExchangeException failure =
                catchThrowableOfType(ExchangeException.class, () -> exchange.renew("t-1"));

        assertThat(failure.refused()).isEqualTo(refused);
        assertThat(failure).hasMessageContaining("not valid").hasMessageNotContaining("t-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{}", "no json", "{\"id\":\"1\",\"kind\":\"node\",\"expires_at\":\"x\"}"})
    void takesNoAnswerForATokenThatIsNone(String answered) {
        body = answered;

        assertThat(catchThrowableOfType(ExchangeException.class, () -> exchange.renew("t-1")))
                .matches(failure -> !failure.refused());
    }
}
