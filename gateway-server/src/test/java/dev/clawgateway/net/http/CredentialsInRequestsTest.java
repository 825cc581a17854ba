package dev.clawgateway.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestListener;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a request may show a credential, and where it is refused for it. */
class CredentialsInRequestsTest {
    private static final String UPGRADE =
            ";Upgrade: websocket;Connection: Upgrade;Sec-WebSocket-Version: 13;"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    @SuppressWarnings("NullAway.Init")
    private static TestListener listener;

    @BeforeAll
    static void listen() throws IOException {
        listener =
                TestListener.serving(
                        Route.get(
                                "/ok",
                                "look",
                                TestListener.ROOT,
                                exchange -> exchange.answer(RouteAnswer.text(200, "ok"))));
    }

    @AfterAll
    static void stop() {
        listener.close();
    }

    private static List<String> ask(String request) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), listener.address())) {
            return client.http(request.replace(";", "\r\n") + "\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET /ok?token=a",
                "400 | GET /ok?a=b&token=a",
                "400 | GET /ok?%74oken=a",
                "400 | GET /ok?token",
                "400 | GET /none?token=a",
                "400 | POST /ok?token=a",
                "400 | GET http://a/ok?token=a",
                "200 | GET /ok?tokens=a",
                "200 | GET /ok?a=token",
                "200 | GET /ok?%zz=a"
            })
    void refuseATokenInAnAddress(int status, String request) throws IOException {
        assertThat(ask(request + " HTTP/1.1;Host: a").getFirst()).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void takeOneInTheAddressOfAnUpgrade() throws IOException {
        assertThat(ask("GET /ok?token=a HTTP/1.1;Host: a" + UPGRADE).getFirst())
                .doesNotStartWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"GET /ok HTTP/1.1;Host: a", "GET /ok HTTP/1.1;Host: a;U"})
    void refuseTwoHeadersThatMayDisagree(String request) throws IOException {
        String whole = request.replace(";U", UPGRADE);

        assertThat(ask(whole + ";Authorization: Bearer a").getFirst())
                .matches("HTTP/1.1 (200|101|404) .*");
        assertThat(ask(whole + ";Authorization: Bearer a;authorization: Bearer a").getFirst())
                .startsWith("HTTP/1.1 400");
    }
}
