package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which ways a session shows its token, and what becomes of it when that ends. */
class CredentialsOfSessionsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final NodeId OTHER = new NodeId(new UUID(1, 2));
    private static final int PERMISSION_DENIED = 1005;

    private final TokenDesk tokens =
            new TokenDesk()
                    .give("anna's.token-1", "anna", Rights.of(Role.OPERATOR))
                    .give("bob's", "bob", Rights.of(Role.OPERATOR))
                    .give("node-token", new Principal.Node(NODE));

    @RegisterExtension
    final GatewayExtension gateways =
            new GatewayExtension(TestGatewayOptions.standard().with(tokens));

    private RawClient open(String path, String fields) throws Exception {
        return RawClient.connect(gateways.gateway().address(), path, fields);
    }

    private static String basic(String pair) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?token=anna's.token-1",
                "/ws?a=b&token=anna%27s%2Etoken%2D1&c",
                "/?%74oken=anna's.token-1",
                "/?token=anna's.token-1&token=garbage"
            })
    void isReadFromTheAddress(String path) throws Exception {
        try (RawClient cli = open(path, "")) {
            cli.text(Frames.HELLO);

            cli.expect("welcome");
        }
    }

    @Test
    void isReadFromTheHeader() throws Exception {
        try (RawClient bearer = open("/", "Authorization: Bearer anna's.token-1\r\n");
                RawClient lower = open("/", "authorization: bearer   anna's.token-1 \r\n");
                RawClient password = open("/", basic("whoever:anna's.token-1"))) {
            bearer.text(Frames.HELLO);
            lower.text(Frames.HELLO);
            password.text(Frames.HELLO);

            bearer.expect("welcome");
            lower.expect("welcome");
            password.expect("welcome");
        }
    }

    /** CVE-2026-28472: that a token is there says nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer garbage\r\n",
                "Authorization: Bearer\r\n",
                "Authorization: Bearer \r\n",
                "Authorization: Digest anna's.token-1\r\n",
                "Authorization: anna's.token-1\r\n",
                "Authorization: Basic anna's.token-1\r\n",
                "Authorization: Basic YW5uYSdzLnRva2VuLTE=\r\n", // without a colon
                "Proxy-Authorization: Bearer anna's.token-1\r\n",
                "Cookie: token=anna's.token-1\r\n",
                "X-Nothing: \r\n"
            })
    void garbageIsAsGoodAsNone(String fields) throws Exception {
        try (RawClient cli = open("/", fields)) {
            cli.text(Frames.HELLO);

            assertThat(cli.expectError(PERMISSION_DENIED).path("message").asString())
                    .isEqualTo(TokenDesk.REFUSAL);
            assertThat(cli.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void twoThatDisagreeAreRefused() throws Exception {
        try (RawClient cli = open("/?token=bob%27s", "Authorization: Bearer anna's.token-1\r\n")) {
            cli.text(Frames.HELLO);

            cli.expectError(PERMISSION_DENIED);
        }
    }

    @Test
    void ofANodeIsGoodForThatNodeAlone() throws Exception {
        try (RawClient node = open("/?token=node-token", "");
                RawClient mallory = open("/?token=node-token", "")) {
            node.text(Frames.register(NODE, "node-a", 1));
            mallory.text(Frames.register(OTHER, "node-b", 1));

            node.expect("registered");
            mallory.expectError(PERMISSION_DENIED);
            node.text(Frames.heartbeat(OTHER));
            node.expectError(1001);
            assertThat(gateways.gateway().view().node(OTHER)).isNull();
        }
    }

    /** The name is what it is good for; a session that is open already changes nothing of that. */
    @Test
    void ofOneNameIsNotGoodForAnotherOnTheSameSession() throws Exception {
        tokens.bind("node-token", "node-a");
        try (RawClient node = open("/?token=node-token", "")) {
            node.text(Frames.register(NODE, "node-a", 1));
            node.expect("registered");

            node.text(Frames.register(NODE, "node-b", 4));

            node.expectError(PERMISSION_DENIED);
            assertThat(Objects.requireNonNull(gateways.gateway().view().node(NODE)).name())
                    .isEqualTo("node-a");
            node.text(Frames.register(NODE, "node-a", 1));
            node.expect("registered");
            assertThat(tokens.watchers()).isEqualTo(1);
        }
    }

    @Test
    void givesANodeLabelsThatItCannotSetItself() throws Exception {
        tokens.give("labelled", new Principal.Node(NODE), Map.of("zone", "secure"));
        try (RawClient node = open("/?token=labelled", "")) {
            node.text(
                    Frames.register(NODE, "node-a", 1)
                            .replace(
                                    "\"runtimes\"",
                                    "\"labels\":{\"zone\":\"any\",\"rack\":\"7\"},\"runtimes\""));
            node.expect("registered");

            assertThat(
                            Objects.requireNonNull(gateways.gateway().view().node(NODE))
                                    .reported()
                                    .labels())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("zone", "secure", "rack", "7"));
        }
    }

    @Test
    void endsTheSessionOfAnOperatorWithIt() throws Exception {
        try (RawClient cli = open("/?token=anna%27s.token-1", "");
                RawClient bob = open("/?token=bob%27s", "")) {
            cli.text(Frames.HELLO);
            cli.expect("welcome");
            bob.text(Frames.HELLO);
            bob.expect("welcome");

            tokens.end("anna's.token-1", "revoked");

            assertThat(cli.closeCode()).isEqualTo(1008);
            bob.text("{\"type\":\"get_status\"}");
            bob.expect("status");
            assertThat(gateways.gateway().traffic().closes().count("credential_ended"))
                    .isEqualTo(1);
        }
    }

    /** What it said before counts, its work goes on, and it may come back. */
    @Test
    void endsTheSessionOfANodeWithItAndNothingElse() throws Exception {
        String workload;
        try (RawClient node = open("/?token=node-token", "")) {
            node.text(Frames.register(NODE, "node-a", 1));
            node.expect("registered");
            try (RawClient cli = open("/?token=bob%27s", "")) {
                cli.text(Frames.HELLO);
                cli.expect("welcome");
                cli.text(Frames.start(1));
                workload = cli.expect("workload_started").path("workload_id").asString();
            }
            node.expect("start_workload");
            node.text(Frames.update(workload, "running"));
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");

            tokens.end("node-token", "expired");

            assertThat(node.closeCode()).isEqualTo(1008);
        }
        await().until(() -> gateways.gateway().sessions().size() == 0);
        tokens.give("another", new Principal.Node(NODE));
        try (RawClient node = open("/?token=another", "");
                RawClient cli = open("/?token=bob%27s", "")) {
            node.text(Frames.register(NODE, "node-a", 1));
            node.expect("registered");
            cli.text(Frames.HELLO);
            cli.expect("welcome");
            cli.text("{\"type\":\"get_workload\",\"workload_id\":\"" + workload + "\"}");
            assertThat(cli.expect("workload").toString()).contains("running");
        }
    }

    @Test
    void isWatchedNoLongerThanTheSessionLasts() throws Exception {
        try (RawClient cli = open("/?token=bob%27s", "")) {
            cli.text(Frames.HELLO);
            cli.expect("welcome");
            assertThat(tokens.watchers()).isEqualTo(1);
        }

        await().until(() -> tokens.watchers() == 0);
    }
}
