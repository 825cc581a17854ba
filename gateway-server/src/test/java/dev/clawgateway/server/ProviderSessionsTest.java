package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.RSAKey;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.ProviderHouse.Response;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestIssuer;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People and programs who come with a token of an identity provider, over real sockets. */
class ProviderSessionsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final String PING = "{\"type\":\"ping\",\"timestamp\":\"2026-03-04T05:10:00Z\"}";
    private static final int PERMISSION_DENIED = 1005;
    private static final int POLICY_VIOLATION = 1008;
    private static RSAKey first;
    private static RSAKey second;

    private ProviderHouse house;

    @BeforeAll
    static void generate() {
        first = TestIssuer.key("first");
        second = TestIssuer.key("second");
    }

    @BeforeEach
    void start() throws IOException {
        house = new ProviderHouse(first);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void comeInByEveryWayThatOursDo() throws Exception {
        String token = house.token(first, "ada", "operator");
        String basic = Base64.getEncoder().encodeToString(("ada:" + token).getBytes(UTF_8));

        Response bearer = house.whoAmI("Bearer " + token);

        assertThat(bearer.status()).isEqualTo(200);
        assertThat(bearer.body())
                .contains("\"name\":\"oidc:" + house.issuer().url() + "#ada\"")
                .contains("\"role\":\"operator\"");
        assertThat(house.whoAmI("Basic " + basic).body()).isEqualTo(bearer.body());
        try (RawClient session = house.connect(token)) {
            session.expect("welcome");
        }
    }

    @Test
    void meanWhatIsConfiguredNowAndSessionsEndThatMeantMore() throws Exception {
        String token = house.token(first, "ada", "operator");
        try (RawClient session = house.connect(token)) {
            session.expect("welcome");

            house.source().follow(house.config(Map.of("operator", Role.VIEWER)));
            house.gateway().sweep();

            assertThat(session.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
        assertThat(house.whoAmI("Bearer " + token).body()).contains("\"role\":\"viewer\"");
    }

    @Test
    void areNoNodes() throws Exception {
        try (RawClient node =
                RawClient.connect(
                        new Socket(),
                        house.gateway().address(),
                        "/?token=" + house.token(first, "gpu-1", "admin"))) {
            node.text(Frames.register(NODE, "gpu-1", 1));

            node.expectError(PERMISSION_DENIED);
        }
    }

    @Test
    void mayDoWhatTheirRoleAllows() throws Exception {
        String rotate = "POST /api/v1/access/rotate";

        assertThat(house.ask(rotate, "Bearer " + house.token(first, "ada", "operator")).status())
                .isEqualTo(403);
        assertThat(
                        house.ask(rotate, "Bearer " + house.token(first, "ada", "admin-readonly"))
                                .status())
                .isEqualTo(401);
        assertThat(
                        house.ask(
                                        "GET /api/v1/access/tokens",
                                        "Bearer " + house.token(first, "a", "admin"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void areToldTheSameWhateverIsWrong() throws Exception {
        Map<String, Object> claims = house.issuer().claims("ada", "admin", house.time().now());
        Response none = house.whoAmI("Bearer nonsense");
        List<Response> answers = new ArrayList<>();
        answers.add(house.whoAmI("Bearer " + TestIssuer.sign(second, claims)));
        claims.put("aud", "other");
        answers.add(house.whoAmI("Bearer " + TestIssuer.sign(first, claims)));
        claims = house.issuer().claims("ada", "admin", house.time().now().minusSeconds(7200));
        answers.add(house.whoAmI("Bearer " + TestIssuer.sign(first, claims)));

        assertThat(none.status()).isEqualTo(401);
        assertThat(answers).allMatch(none::equals);
    }

    @Test
    void mustNotDisagreeWithATokenOfOurs() throws Exception {
        String theirs = house.token(first, "ada", "admin");

        try (RawClient session =
                RawClient.connect(
                        house.gateway().address(),
                        "/?token=" + theirs,
                        "Authorization: Bearer " + house.ours("ada", Role.ADMIN) + "\r\n")) {
            session.text(Frames.HELLO);
            session.expectError(PERMISSION_DENIED);
        }
        try (RawClient session =
                RawClient.connect(
                        house.gateway().address(),
                        "/?token=" + theirs,
                        "Authorization: Bearer nonsense\r\n")) {
            session.text(Frames.HELLO);
            session.expect("welcome");
        }
    }

    @Test
    void areKnownByANewKeyOnceItIsFetched() throws Exception {
        house.issuer().publish(first, second);
        String token = house.token(second, "ada", "viewer");
        assertThat(house.status(token)).isEqualTo(401);
        assertThat(house.issuer().fetches()).isEqualTo(1);

        house.time().advance(Duration.ofSeconds(31));
        house.gateway().sweep();

        house.awaitFetch(2);
        assertThat(house.status(token)).isEqualTo(200);
        assertThat(house.issuer().fetches()).isEqualTo(2);
    }

    @Test
    void leaveWhenTheirKeyIsWithdrawn() throws Exception {
        try (RawClient ada = house.connect(house.token(first, "ada", "viewer"))) {
            ada.expect("welcome");
            house.issuer().publish(second);
            house.time().advance(Duration.ofMinutes(6));
            house.gateway().sweep();
            house.awaitFetch(2);
            assertThat(house.status(house.token(second, "ada", "viewer"))).isEqualTo(200);
            try (RawClient ours = house.connect(house.ours("bob", Role.VIEWER))) {
                ours.expect("welcome");

                house.gateway().sweep();

                assertThat(ada.closeCode()).isEqualTo(POLICY_VIOLATION);
                ours.ask(PING, "pong");
            }
        }
    }

    @Test
    void leaveWhenTheirTokenEnds() throws Exception {
        try (RawClient ada = house.connect(house.token(first, "ada", "viewer"))) {
            ada.expect("welcome");
            house.time().advance(Duration.ofSeconds(3601));

            house.gateway().sweep();

            assertThat(ada.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
    }

    @Test
    void leaveWhenAllThatTheyHaveIsTakenBack() throws Exception {
        String name = "oidc:" + house.issuer().url() + "#ada";
        String before = house.token(first, "ada", "viewer");
        try (RawClient ada = house.connect(before);
                RawClient bob = house.connect(house.token(first, "bob", "viewer"))) {
            ada.expect("welcome");
            bob.expect("welcome");

            Response taken =
                    house.ask(
                            "POST /api/v1/access/subjects/"
                                    + URLEncoder.encode(name, UTF_8)
                                    + "/revoke",
                            "Bearer " + house.token(first, "root", "admin"));
            house.gateway().sweep();

            assertThat(taken.status()).isEqualTo(204);
            assertThat(ada.closeCode()).isEqualTo(POLICY_VIOLATION);
            assertThat(house.status(before)).isEqualTo(401);
            bob.ask(PING, "pong");
            // Whoever signs in anew at the provider comes in again: shutting out is its business.
            house.time().advance(Duration.ofSeconds(2));
            assertThat(house.status(house.token(first, "ada", "viewer"))).isEqualTo(200);
        }
    }

    @Test
    void waitForNoProviderThatHangs() throws Exception {
        house.issuer().hang(true);

        // On a busy machine it may be given up meanwhile; whoever waited for it would never be
        // through before that.
        await().until(() -> {
            house.time().advance(Duration.ofMinutes(6));
            house.gateway().sweep();
            double givenUp = house.fetches("failed");
            for (int i = 0; i < 3; i++) {
                assertThat(house.status(house.ours("bob", Role.VIEWER))).isEqualTo(200);
                assertThat(house.status(house.token(first, "ada", "viewer"))).isEqualTo(200);
                house.gateway().sweep();
            }
            return house.fetches("failed") == givenUp;
        });
    }

    @Test
    void areToldWhereToSignIn() throws Exception {
        Response answer = house.ask("GET /api/v1/access/providers", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"providers\":[{\"issuer\":\""
                                + house.issuer().url()
                                + "\",\"client_id\":\"cli\",\"scopes\":[\"openid\"],"
                                + "\"token\":\"access_token\"}]}");
    }
}
