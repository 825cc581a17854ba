package dev.clawgateway.server;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.RSAKey;
import dev.clawgateway.control.turns.Repeater;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that takes tokens of an identity provider, with that provider, and somebody who comes
 * with some.
 */
final class ProviderHouse implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final MovableTime time = new MovableTime();
    private final KeySet own =
            new KeySet(SigningKey.of("a secret that nobody guesses, or so we hope"), null, null);
    private final TestIssuer issuer;
    private final ProviderSource source;
    private final TestGateway gateway;
    private @Nullable Doors doors;

    /** Whose provider signs with that key at first. */
    ProviderHouse(RSAKey key) throws IOException {
        issuer = new TestIssuer();
        issuer.publish(key);
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

    /** What is made of its tokens, by roles. */
    OidcConfig config(Map<String, Role> roles) {
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

    MovableTime time() {
        return time;
    }

    TestIssuer issuer() {
        return issuer;
    }

    TestGateway gateway() {
        return gateway;
    }

    ProviderSource source() {
        return source;
    }

    /** Until that many times the keys were fetched. */
    void awaitFetch(int number) {
        await("the keys").atMost(LIMIT).until(() -> fetches("good") == number);
    }

    /** How many have ended so: {@code good} or {@code failed}. */
    double fetches(String outcome) {
        return doors.figures().stream()
                .filter(figure -> figure.labels().containsValue(outcome))
                .mapToDouble(figure -> figure.value().getAsDouble())
                .sum();
    }

    String token(RSAKey key, String subject, String role) {
        return TestIssuer.sign(key, issuer.claims(subject, role, time.now()));
    }

    /** One that the gateway signed itself. */
    String ours(String name, Role role) {
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        return new TokenCodec(() -> own)
                .sign(
                        new Credential(
                                UUID.randomUUID().toString(),
                                new Holder.Operator(name, Rights.of(role)),
                                now,
                                now.plusSeconds(3600)));
    }

    record Response(int status, String body) {}

    /** Shows nothing where that is empty. */
    Response ask(String request, String authorization) throws IOException {
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

    Response whoAmI(String authorization) throws IOException {
        return ask("GET /api/v1/access/whoami", authorization);
    }

    /** What is answered to whoever shows it. */
    int status(String token) throws IOException {
        return whoAmI("Bearer " + token).status();
    }

    /** A session of somebody who shows it. */
    RawClient connect(String token) throws IOException {
        RawClient client = RawClient.connect(new Socket(), gateway.address(), "/?token=" + token);
        client.text(Frames.HELLO);
        return client;
    }

    @Override
    public void close() {
        gateway.close();
        issuer.close();
    }
}
