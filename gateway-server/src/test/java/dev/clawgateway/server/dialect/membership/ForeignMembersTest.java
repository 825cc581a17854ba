package dev.clawgateway.server.dialect.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.operations.membership.MembershipSettings;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.server.Guests;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the existing worker and the existing page in a browser do, and what others may not. */
class ForeignMembersTest {
    private static final String PAGE = "http://localhost:4400";

    @RegisterExtension final GatewayExtension extension = new GatewayExtension();
    private Curl curl;

    @BeforeEach
    void open() {
        curl = new Curl(extension.gateway().address());
    }

    @AfterEach
    void close() {
        curl.close();
    }

    /** A worker makes a new id at each start, and ends itself on any answer but 2xx. */
    @Test
    void servesAWorker() throws Exception {
        String id = UUID.randomUUID().toString();
        Curl.Reply registered =
                curl.send(
                        "POST",
                        "/api/cluster/register",
                        """
                        {"id":"%s","url":"http://127.0.0.1:4402","clusterId":"default-cluster",
                         "role":"worker","capabilities":{},"tags":[],"metadata":{
                         "autoRegistered":true,"nodeVersion":"v18.17.0","platform":"linux",
                         "startTime":"2024-01-15T10:30:00.000Z"}}\
                        """
                                .formatted(id),
                        "User-Agent",
                        "axios/1.6.0");
        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.header("Content-Type")).startsWith("application/json");

        Curl.Reply beat =
                curl.post(
                        "/api/cluster/heartbeat/" + id,
                        "{\"status\":\"active\",\"metadata\":{\"load\":0.45,\"connections\":142}}");

        assertThat(beat.status()).isEqualTo(200);
        assertThat(beat.body().path("acknowledged").asBoolean()).isTrue();
    }

    /** The worker gives up after five seconds; a moment of overload must not end it. */
    @Test
    void holdsARegistrationThatCannotBeTakenNow() throws Exception {
        TestGateway gateway = extension.gateway();
        gateway.inbox().full(true);
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread worker =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                curl.member("w1", "http://a");
                                status.complete(200);
                            } catch (Exception e) {
                                status.completeExceptionally(e);
                            }
                        });
        // A read that is answered meanwhile shows that only the registration is held.
        assertThat(curl.get("/cluster/nodes").body().path("total").asInt()).isEqualTo(1);

        gateway.inbox().full(false);

        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(worker.join(Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void saysAfterFourSecondsThatItCannot() throws Exception {
        extension.gateway().inbox().full(true);

        Curl.Reply reply = curl.post("/cluster/register", "{\"url\":\"http://a\"}");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text("code")).isEqualTo("SERVICE_UNAVAILABLE");
        extension.gateway().inbox().full(false);
    }

    @Test
    void servesThePageInABrowser() throws Exception {
        curl.member("w1", "http://a");

        for (String path :
                new String[] {
                    "/api/health", "/api/cluster/nodes", "/api/cluster/health", "/cluster/status"
                }) {
            Curl.Reply reply = curl.send("GET", path, "", "Origin", PAGE);
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.header("Access-Control-Allow-Origin")).as(path).isEqualTo(PAGE);
            assertThat(reply.header("Vary")).as(path).contains("Origin");
            assertThat(reply.header("Access-Control-Allow-Credentials")).as(path).isEmpty();
        }
        Curl.Reply disabled =
                curl.send("PATCH", "/api/cluster/nodes/w1/disable", "", "Origin", PAGE);
        assertThat(disabled.status()).isEqualTo(200);
        assertThat(disabled.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(curl.send("DELETE", "/api/cluster/nodes/w1", "", "Origin", PAGE).status())
                .isEqualTo(200);
        Curl.Reply missing = curl.send("DELETE", "/api/cluster/nodes/w1", "", "Origin", PAGE);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @Test
    void answersAPageThatAsksBeforehand() throws Exception {
        Curl.Reply reply =
                curl.send(
                        "OPTIONS",
                        "/api/cluster/nodes/w1/disable",
                        "",
                        "Origin",
                        PAGE,
                        "Access-Control-Request-Method",
                        "PATCH",
                        "Access-Control-Request-Headers",
                        "content-type");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(reply.header("Access-Control-Allow-Methods"))
                .contains("GET", "HEAD", "POST", "PATCH", "DELETE");
        assertThat(reply.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
                .contains("content-type", "authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost.evil.example:4400", "null"})
    void letsNoOtherPageChangeAnything(String origin) throws Exception {
        Curl.Reply reply = curl.send("POST", "/cluster/disable-serving", "", "Origin", origin);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body().path("success").asBoolean(true)).isFalse();
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(extension.gateway().view().serving()).isTrue();
    }

    @Test
    void isClosedWhereOtherMachinesCanAsk() throws Exception {
        TestGatewayOptions everywhere =
                TestGatewayOptions.standard().with(NetSettings.on(new InetSocketAddress(0)));
        try (TestGateway open = new TestGateway(everywhere);
                Curl stranger = new Curl(open.address())) {
            Curl.Reply reply = stranger.get("/cluster/nodes");
            Curl.Reply change = stranger.post("/cluster/disable-serving", "");

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text("code")).isEqualTo("FORBIDDEN");
            assertThat(reply.text("message")).contains("loopback");
            assertThat(change.status()).isEqualTo(403);
            assertThat(stranger.post("/cluster/register", "{\"url\":\"http://a\"}").status())
                    .isEqualTo(403);
            assertThat(stranger.post("/cluster/heartbeat/w1", "").status()).isEqualTo(403);
            assertThat(open.view().serving()).isTrue();
            assertThat(stranger.get("/api/health").status()).isEqualTo(200);
        }
    }

    @Test
    void saysThatItIsSwitchedOff() throws Exception {
        MembershipSettings off =
                new MembershipSettings(
                        false, "c", Duration.ofSeconds(60), Duration.ofHours(1), Set.of());
        TestGatewayOptions options =
                TestGatewayOptions.standard()
                        .with(new Guests.Invitations(null, new MembershipSetup(off, Set.of())));
        try (TestGateway closed = new TestGateway(options);
                Curl asker = new Curl(closed.address())) {
            Curl.Reply reply = asker.get("/cluster/nodes");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text("code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(reply.text("message")).contains("membership.enabled");
            assertThat(asker.get("/api/health").status()).isEqualTo(200);
        }
    }
}
