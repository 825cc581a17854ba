package dev.clawgateway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.Access;
import dev.clawgateway.control.access.Authenticator;
import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.net.NetSettings;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has to show a credential for what is asked over HTTP, and how it is shown. */
class CredentialsOfRequestsTest {
    private static final InetSocketAddress EVERYWHERE = new InetSocketAddress("0.0.0.0", 0);
    private static final String BEARER = "Authorization: Bearer anna's\r\n";

    private final TokenDesk tokens = new TokenDesk().give("anna's", "anna", Rights.of(Role.ADMIN));

    private record Answer(List<String> head, String body) {
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

    private TestGateway gateway(boolean everywhere, OpenDialects open) throws IOException {
        TestGatewayOptions options =
                TestGatewayOptions.standard()
                        .with(tokens)
                        .with(open)
                        .withAccess((_, _, _) -> new Access.Decision.Allowed());
        return new TestGateway(everywhere ? options.with(onEverything(options)) : options);
    }

    private static Answer ask(TestGateway gateway, String request, String fields)
            throws IOException {
        InetSocketAddress there =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), gateway.address().getPort());
        String body =
                request.startsWith("POST /register")
                        ? "{\"node_id\":1,\"ip_address\":\"127.0.0.1\",\"port\":5001,\"capabilities\":[\"raft\"]}"
                        : request.contains("heartbeat") ? "{\"node_id\":1}" : "";
        try (RawClient client = RawClient.open(new Socket(), there)) {
            Answer head =
                    new Answer(
                            client.http(
                                    request
                                            + " HTTP/1.1\r\nHost: localhost\r\n"
                                            + fields
                                            + "Content-Length: "
                                            + body.length()
                                            + "\r\n\r\n"
                                            + body),
                            "");
            String length = head.header("content-length");
            return new Answer(head.head(), client.body(Integer.parseInt(length)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /register",
                "GET /nodes",
                "GET /leader",
                "POST /leader",
                "POST /heartbeat",
                "POST /remove",
                "GET /stats",
                "POST /api/v1/members/discovery/reset",
                "POST /cluster/register",
                "POST /api/cluster/heartbeat/a",
                "GET /cluster/nodes",
                "GET /cluster/nodes?status=nonsense",
                "GET /cluster/nodes/a",
                "PATCH /cluster/nodes/a/enable",
                "PATCH /cluster/nodes/a/disable",
                "DELETE /cluster/nodes/a",
                "GET /cluster/status",
                "GET /cluster/health",
                "POST /cluster/enable-serving",
                "POST /cluster/disable-serving",
                "GET /cluster/service-status",
                "GET /metrics"
            })
    void isAskedOfWhoeverComesFromElsewhere(String request) throws Exception {
        try (TestGateway gateway = gateway(true, OpenDialects.UNNAMED)) {
            Answer none = ask(gateway, request, "");
            Answer garbage =
                    ask(gateway, request, "Authorization: Bearer eyJhbGciOiJub25lIn0.\r\n");

            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("www-authenticate")).isEqualTo("Bearer realm=\"claw-gateway\"");
            assertThat(none.body()).contains(TokenDesk.REFUSAL);
            assertThat(none.header("content-type")).contains("json");
            assertThat(garbage.head()).isEqualTo(none.head());
            assertThat(ask(gateway, request, BEARER).status()).isNotEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health", "GET /ready", "GET /", "GET /api/health"})
    void isNeverAskedOfProbes(String request) throws Exception {
        try (TestGateway gateway = gateway(true, OpenDialects.UNNAMED)) {
            assertThat(ask(gateway, request, "").status()).isIn(200, 503);
        }
    }

    /**
     * As a membership worker whose coordinator's address is http://node:TOKEN@host, and curl -u.
     */
    @Test
    void mayBeThePasswordOfBasic() throws Exception {
        try (TestGateway gateway = gateway(true, OpenDialects.UNNAMED)) {
            String pair =
                    Base64.getEncoder()
                            .encodeToString("node:anna's".getBytes(StandardCharsets.UTF_8));

            assertThat(ask(gateway, "GET /cluster/nodes", "Authorization: Basic " + pair + "\r\n"))
                    .extracting(Answer::status)
                    .isEqualTo(200);
            assertThat(ask(gateway, "GET /metrics", "Authorization: Basic " + pair + "\r\n"))
                    .extracting(Answer::status)
                    .isEqualTo(200);
        }
    }

    @Test
    void isToBeShownAgainLaterAfterTooManyThatWereNoGood() throws Exception {
        TestGatewayOptions options =
                TestGatewayOptions.standard()
                        .with(new OpenDialects(Map.of("server", Set.of())))
                        .with(
                                (Authenticator)
                                        (_, finding) ->
                                                finding.accept(
                                                        new Authenticator.Finding.Later(
                                                                "slower, please",
                                                                Duration.ofMillis(1100))));
        try (TestGateway gateway = new TestGateway(options)) {
            Answer answer = ask(gateway, "GET /nodes", BEARER);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("retry-after")).isEqualTo("2");
            assertThat(answer.body()).contains("slower, please");
        }
    }

    /** The figures name no virtual cluster and no workload; nodes have no use for them. */
    @Test
    void isAskedForTheMetricsAsTheTableSays() throws Exception {
        tokens.give("viewer's", "vera", Rights.of(Role.VIEWER));
        tokens.give("limited", "lena", new Rights(Role.VIEWER, List.of("a"), false));
        tokens.give("node's", new Principal.Node(new NodeId(new UUID(1, 1))));
        TestGatewayOptions options =
                TestGatewayOptions.standard().with(tokens).withAccess(new RoleAccess());
        try (TestGateway gateway = new TestGateway(options.with(onEverything(options)))) {
            assertThat(metrics(gateway, "viewer's")).isEqualTo(200);
            assertThat(metrics(gateway, "limited")).isEqualTo(200);
            assertThat(metrics(gateway, "node's")).isEqualTo(403);
            assertThat(metrics(gateway, "nobody's")).isEqualTo(401);
        }
    }

    private static int metrics(TestGateway gateway, String token) throws IOException {
        return ask(gateway, "GET /metrics", "Authorization: Bearer " + token + "\r\n").status();
    }

    private static NetSettings onEverything(TestGatewayOptions options) {
        NetSettings net = options.net();
        return new NetSettings(
                EVERYWHERE,
                net.eventLoops(),
                net.connections(),
                net.messages(),
                net.outbound(),
                net.http(),
                net.browsers());
    }

    @Test
    void isNotAskedByTheRegistriesAndTheMetricsOfWhoeverIsOnThisMachine() throws Exception {
        try (TestGateway gateway = gateway(false, OpenDialects.UNNAMED)) {
            assertThat(ask(gateway, "POST /register", "").status()).isEqualTo(200);
            assertThat(ask(gateway, "GET /cluster/nodes", "").status()).isEqualTo(200);
            assertThat(ask(gateway, "GET /metrics", "").status()).isEqualTo(200);
            assertThat(ask(gateway, "GET /nodes", "Authorization: Bearer garbage\r\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void isAskedThereWhereAListenerSaysSo() throws Exception {
        OpenDialects none = new OpenDialects(Map.of("server", Set.of()));
        try (TestGateway gateway = gateway(false, none)) {
            assertThat(ask(gateway, "GET /nodes", "").status()).isEqualTo(401);
            assertThat(ask(gateway, "GET /cluster/nodes", "").status()).isEqualTo(401);
        }
    }

    @Test
    void isNotAskedByWhatAListenerNamesAsOpen() throws Exception {
        OpenDialects discovery = new OpenDialects(Map.of("server", Set.of("discovery")));
        try (TestGateway gateway = gateway(true, discovery)) {
            assertThat(ask(gateway, "GET /nodes", "").status()).isEqualTo(200);
            assertThat(ask(gateway, "GET /cluster/nodes", "").status()).isEqualTo(401);
            assertThat(ask(gateway, "GET /metrics", "").status()).isEqualTo(401);
        }
    }
}
