package dev.clawgateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.RSAKey;
import dev.clawgateway.control.turns.Repeater;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.protocol.access.ProviderAnswer;
import dev.clawgateway.server.access.key.KeyRing;
import dev.clawgateway.server.access.key.KeySet;
import dev.clawgateway.server.access.key.SigningKey;
import dev.clawgateway.server.access.provider.ProviderSource;
import dev.clawgateway.server.access.token.TokenCodec;
import dev.clawgateway.server.config.OidcConfig;
import dev.clawgateway.server.dialect.discovery.DiscoverySettings;
import dev.clawgateway.server.dialect.membership.MembershipSetup;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TestIssuer;
import dev.clawgateway.server.runtime.GatewayRuntime;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
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
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static RSAKey first;
    private static RSAKey second;

    private final MovableTime time = new MovableTime();
    private final KeySet own =
            new KeySet(SigningKey.of("a secret that nobody guesses, or so we hope"), null, null);
    private TestIssuer issuer;
    private TestGateway gateway;
    private ProviderSource source;
    private Doors doors;

    @BeforeAll
    static void generate() {
        first = TestIssuer.key("first");
        second = TestIssuer.key("second");
    }

    @BeforeEach
    void start() throws IOException {
        issuer = new TestIssuer();
        issuer.publish(first);
        source =
                new ProviderSource(
                        config(
                                Map.of(
                                        "viewer",
                                        Role.VIEWER,
                                        "operator",
                                        Role.OPERATOR,
                                        "admin",
                                        Role.ADMIN)));
        TokenDoors asking = new TokenDoors(KeyRing.configured(own), source);
        gateway =
                new TestGateway(
                        TestGatewayOptions.standard()
                                .with(
                                        new Guests.Invitations(
                                                DiscoverySettings.DEFAULT,
                                                MembershipSetup.DEFAULT,
                                                new ProviderAnswer(
                                                        issuer.url(),
                                                        "cli",
                                                        List.of("openid"),
                                                        ProviderAnswer.ACCESS_TOKEN)))
                                .with((kept, nodes, runtime) ->
                                        doors(
                                                asking.over(
                                                        kept, nodes, new ItsTime(runtime, time)))));
        awaitFetch(1);
    }

    private OidcConfig config(Map<String, Role> roles) {
        return new OidcConfig(
                issuer.url(), TestIssuer.AUDIENCE, "roles", roles, null, Set.of(), null, null);
    }

    private Doors doors(Doors made) {
        doors = made;
        return made;
    }

    /** The doors see time pass that nobody else does: sessions would be held to have stalled. */
    private record ItsTime(GatewayRuntime runtime, Time time) implements GatewayRuntime {
        @Override
        public Timers timers() {
            return runtime.timers();
        }

        @Override
        public Supplier<UUID> ids() {
            return runtime.ids();
        }

        @Override
        public Executor queries() {
            return runtime.queries();
        }

        @Override
        public Executor serial(String name) {
            return runtime.serial(name);
        }

        @Override
        public Repeater repeater() {
            return runtime.repeater();
        }

        @Override
        public void repeat(String name, Duration pause, Runnable duty) {
            runtime.repeat(name, pause, duty);
        }

        @Override
        public void rest() {
            runtime.rest();
        }

        @Override
        public void close() {
            runtime.close();
        }
    }

    /** Until that many times the keys were fetched. */
    private void awaitFetch(int number) {
        await("the keys").atMost(LIMIT).until(() -> fetched() == number);
    }

    private double fetched() {
        return doors.figures().stream()
                .filter(figure -> figure.labels().containsValue("good"))
                .mapToDouble(figure -> figure.value().getAsDouble())
                .sum();
    }

    @AfterEach
    void stop() {
        gateway.close();
        issuer.close();
    }

    private String token(RSAKey key, String subject, String role) {
        return TestIssuer.sign(key, issuer.claims(subject, role, time.now()));
    }

    private String ours(String name, Role role) {
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        return new TokenCodec(() -> own)
                .sign(
                        new Credential(
                                UUID.randomUUID().toString(),
                                new Holder.Operator(name, Rights.of(role)),
                                now,
                                now.plusSeconds(3600)));
    }

    private record Response(int status, String body) {}

    private Response ask(String request, String authorization) throws IOException {
        try (RawClient client = RawClient.open(new Socket(), gateway.address())) {
            List<String> head =
                    client.http(
                            request
                                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                                    + (authorization.isEmpty()
                                            ? ""
                                            : "Authorization: " + authorization + "\r\n")
                                    + "\r\n");
            int length =
                    head.stream()
                            .filter(line ->
                                    line.toLowerCase(Locale.ROOT).startsWith("content-length: "))
                            .mapToInt(line -> Integer.parseInt(line.substring(16)))
                            .sum();
            return new Response(
                    Integer.parseInt(head.getFirst().substring(9, 12)), client.body(length));
        }
    }

    private Response whoAmI(String authorization) throws IOException {
        return ask("GET /api/v1/access/whoami", authorization);
    }

    private int status(String token) throws IOException {
        return whoAmI("Bearer " + token).status();
    }

    private RawClient connect(String token) throws IOException {
        RawClient client = RawClient.connect(new Socket(), gateway.address(), "/?token=" + token);
        client.text(Frames.HELLO);
        return client;
    }

    @Test
    void comeInByEveryWayThatOursDo() throws Exception {
        String token = token(first, "ada", "operator");
        String basic = Base64.getEncoder().encodeToString(("ada:" + token).getBytes(UTF_8));

        Response bearer = whoAmI("Bearer " + token);

        assertThat(bearer.status()).isEqualTo(200);
        assertThat(bearer.body())
                .contains("\"name\":\"oidc:" + issuer.url() + "#ada\"")
                .contains("\"role\":\"operator\"");
        assertThat(whoAmI("Basic " + basic).body()).isEqualTo(bearer.body());
        try (RawClient session = connect(token)) {
            session.expect("welcome");
        }
    }

    @Test
    void meanWhatIsConfiguredNowAndSessionsEndThatMeantMore() throws Exception {
        String token = token(first, "ada", "operator");
        try (RawClient session = connect(token)) {
            session.expect("welcome");

            source.follow(config(Map.of("operator", Role.VIEWER)));
            gateway.sweep();

            assertThat(session.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
        assertThat(whoAmI("Bearer " + token).body()).contains("\"role\":\"viewer\"");
    }

    @Test
    void areNoNodes() throws Exception {
        try (RawClient node =
                RawClient.connect(
                        new Socket(),
                        gateway.address(),
                        "/?token=" + token(first, "gpu-1", "admin"))) {
            node.text(Frames.register(NODE, "gpu-1", 1));

            node.expectError(PERMISSION_DENIED);
        }
    }

    @Test
    void mayDoWhatTheirRoleAllows() throws Exception {
        String rotate = "POST /api/v1/access/rotate";

        assertThat(ask(rotate, "Bearer " + token(first, "ada", "operator")).status())
                .isEqualTo(403);
        assertThat(ask(rotate, "Bearer " + token(first, "ada", "admin-readonly")).status())
                .isEqualTo(401);
        assertThat(
                        ask("GET /api/v1/access/tokens", "Bearer " + token(first, "a", "admin"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void areToldTheSameWhateverIsWrong() throws Exception {
        Map<String, Object> claims = issuer.claims("ada", "admin", time.now());
        Response none = whoAmI("Bearer nonsense");
        List<Response> answers = new ArrayList<>();
        answers.add(whoAmI("Bearer " + TestIssuer.sign(second, claims)));
        claims.put("aud", "other");
        answers.add(whoAmI("Bearer " + TestIssuer.sign(first, claims)));
        claims = issuer.claims("ada", "admin", time.now().minusSeconds(7200));
        answers.add(whoAmI("Bearer " + TestIssuer.sign(first, claims)));

        assertThat(none.status()).isEqualTo(401);
        assertThat(answers).allMatch(none::equals);
    }

    @Test
    void mustNotDisagreeWithATokenOfOurs() throws Exception {
        String theirs = token(first, "ada", "admin");

        try (RawClient session =
                RawClient.connect(
                        gateway.address(),
                        "/?token=" + theirs,
                        "Authorization: Bearer " + ours("ada", Role.ADMIN) + "\r\n")) {
            session.text(Frames.HELLO);
            session.expectError(PERMISSION_DENIED);
        }
        try (RawClient session =
                RawClient.connect(
                        gateway.address(),
                        "/?token=" + theirs,
                        "Authorization: Bearer nonsense\r\n")) {
            session.text(Frames.HELLO);
            session.expect("welcome");
        }
    }

    @Test
    void areKnownByANewKeyOnceItIsFetched() throws Exception {
        issuer.publish(first, second);
        String token = token(second, "ada", "viewer");
        assertThat(status(token)).isEqualTo(401);
        assertThat(issuer.fetches()).isEqualTo(1);

        time.advance(Duration.ofSeconds(31));
        gateway.sweep();

        awaitFetch(2);
        assertThat(status(token)).isEqualTo(200);
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void leaveWhenTheirKeyIsWithdrawn() throws Exception {
        try (RawClient ada = connect(token(first, "ada", "viewer"))) {
            ada.expect("welcome");
            issuer.publish(second);
            time.advance(Duration.ofMinutes(6));
            gateway.sweep();
            awaitFetch(2);
            assertThat(status(token(second, "ada", "viewer"))).isEqualTo(200);
            try (RawClient ours = connect(ours("bob", Role.VIEWER))) {
                ours.expect("welcome");

                gateway.sweep();

                assertThat(ada.closeCode()).isEqualTo(POLICY_VIOLATION);
                ours.ask(PING, "pong");
            }
        }
    }

    @Test
    void leaveWhenTheirTokenEnds() throws Exception {
        try (RawClient ada = connect(token(first, "ada", "viewer"))) {
            ada.expect("welcome");
            time.advance(Duration.ofSeconds(3601));

            gateway.sweep();

            assertThat(ada.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
    }

    @Test
    void leaveWhenAllThatTheyHaveIsTakenBack() throws Exception {
        String name = "oidc:" + issuer.url() + "#ada";
        String before = token(first, "ada", "viewer");
        try (RawClient ada = connect(before);
                RawClient bob = connect(token(first, "bob", "viewer"))) {
            ada.expect("welcome");
            bob.expect("welcome");

            Response taken =
                    ask(
                            "POST /api/v1/access/subjects/"
                                    + URLEncoder.encode(name, UTF_8)
                                    + "/revoke",
                            "Bearer " + token(first, "root", "admin"));
            gateway.sweep();

            assertThat(taken.status()).isEqualTo(204);
            assertThat(ada.closeCode()).isEqualTo(POLICY_VIOLATION);
            assertThat(status(before)).isEqualTo(401);
            bob.ask(PING, "pong");
            // Whoever signs in anew at the provider comes in again: shutting out is its business.
            time.advance(Duration.ofSeconds(2));
            assertThat(status(token(first, "ada", "viewer"))).isEqualTo(200);
        }
    }

    @Test
    void waitForNoProviderThatHangs() throws Exception {
        issuer.hang(true);
        time.advance(Duration.ofMinutes(6));
        gateway.sweep();
        long before = System.nanoTime();

        for (int i = 0; i < 3; i++) {
            assertThat(status(ours("bob", Role.VIEWER))).isEqualTo(200);
            assertThat(status(token(first, "ada", "viewer"))).isEqualTo(200);
            gateway.sweep();
        }

        // It is given five seconds; whoever waited for it once would not be through by now.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void areToldWhereToSignIn() throws Exception {
        Response answer = ask("GET /api/v1/access/providers", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"providers\":[{\"issuer\":\""
                                + issuer.url()
                                + "\",\"client_id\":\"cli\",\"scopes\":[\"openid\"],"
                                + "\"token\":\"access_token\"}]}");
    }
}
