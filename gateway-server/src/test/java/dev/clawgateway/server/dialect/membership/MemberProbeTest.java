package dev.clawgateway.server.dialect.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** That members are asked how fast they answer, and what that says and does not say. */
class MemberProbeTest {
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final MovableTime time = new MovableTime();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private TestGateway gateway;
    private Curl curl;
    private HttpServer member;
    private int status = 500;

    @BeforeEach
    void open() throws IOException {
        gateway = new TestGateway(TestGatewayOptions.standard().with(time));
        curl = new Curl(gateway.address());
        // On every address: who is not asked is not asked because of the rule.
        member = HttpServer.create(new InetSocketAddress(0), 0);
        member.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        member.start();
    }

    @AfterEach
    void close() {
        member.stop(0);
        curl.close();
        gateway.close();
    }

    private JsonNode health(String id) throws Exception {
        for (JsonNode node : curl.get("/cluster/health").body().path("health").path("nodes")) {
            if (node.path("id").asString().equals(id)) {
                return node;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    private String url(String host) {
        return "http://" + host + ":" + member.getAddress().getPort();
    }

    @Test
    void measuresHowLongAnyAnswerTakes() throws Exception {
        curl.member("w1", url("127.0.0.1") + "/base/");
        curl.member("w2", url("localhost"));
        assertThat(health("w1").path("responseTime").isNull()).isTrue();

        time.advance(BETWEEN);
        gateway.sweep();

        await().untilAsserted(() -> {
            assertThat(health("w1").path("responseTime").isNumber()).isTrue();
            assertThat(health("w2").path("responseTime").isNumber()).isTrue();
        });
        assertThat(health("w1").path("responseTime").asDouble()).isBetween(0.001, 3000.0);
        assertThat(asked).containsExactlyInAnyOrder("/base/api/health", "/api/health");
    }

    @Test
    void followsNoRedirectAndAsksEveryTenSeconds() throws Exception {
        status = 302;
        curl.member("w1", url("127.0.0.1"));

        time.advance(BETWEEN);
        gateway.sweep();
        await().untilAsserted(
                        () -> assertThat(health("w1").path("responseTime").isNumber()).isTrue());
        time.advance(Duration.ofSeconds(9));
        gateway.sweep();
        time.advance(Duration.ofSeconds(1));
        gateway.sweep();

        await().untilAsserted(
                        () -> assertThat(asked).containsExactly("/api/health", "/api/health"));
    }

    @Test
    void asksNobodyWhoRegisteredFromElsewhere() throws Exception {
        curl.member("w1", url("127.0.0.2"));
        curl.member("w2", url("127.0.0.1"));

        time.advance(BETWEEN);
        gateway.sweep();

        await().untilAsserted(
                        () -> assertThat(health("w2").path("responseTime").isNumber()).isTrue());
        assertThat(health("w1").path("responseTime").isNull()).isTrue();
        assertThat(asked).hasSize(1);
    }

    /** Else whoever uses the address next would keep a member alive that is long gone. */
    @Test
    void takesNoAnswerForASignOfLife() throws Exception {
        curl.member("w1", url("127.0.0.1"));

        for (int step = 1; step <= 12; step++) {
            int rounds = step / 2;
            time.advance(Duration.ofSeconds(5));
            gateway.sweep();
            await().untilAsserted(() -> assertThat(asked).hasSize(rounds));
        }

        await().untilAsserted(() -> assertThat(curl.status("w1")).isEqualTo("inactive"));
    }
}
