package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.HandAuthenticator;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Finding out who somebody is may take time: the session is held meanwhile. */
class SlowAuthenticationTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    private final HandAuthenticator nodesWait = new HandAuthenticator(Principal.Node.class);
    private final HandAuthenticator operatorsWait = new HandAuthenticator(Principal.Operator.class);

    @Test
    void registersOnceItIsKnownAndHandlesWhatFollowedAfterThat() throws Exception {
        try (TestGateway gateway = gateway(nodesWait);
                RawClient node = gateway.connect()) {
            node.text(Frames.register(NODE, "node-a", 1));
            node.text(Frames.heartbeat(NODE));
            await().until(() -> nodesWait.waiting() == 1);
            everythingDecided(gateway);
            assertThat(gateway.view().node(NODE)).isNull();

            nodesWait.accept();

            node.expect("registered");
            node.expect("heartbeat_ack");
            assertThat(gateway.view().node(NODE)).isNotNull();
        }
    }

    @Test
    void forgetsWhoLeavesMeanwhile() throws Exception {
        try (TestGateway gateway = gateway(nodesWait)) {
            try (RawClient node = gateway.connect()) {
                node.text(Frames.register(NODE, "node-a", 1));
                await().until(() -> nodesWait.waiting() == 1);
            }
            await().until(() -> gateway.sessions().size() == 0);

            nodesWait.accept();
            everythingDecided(gateway);

            assertThat(gateway.view().node(NODE)).isNull();
        }
    }

    @Test
    void refusesANodeInItsOwnForm() throws Exception {
        try (TestGateway gateway = gateway(nodesWait);
                RawClient node = gateway.connect()) {
            node.text(Frames.register(NODE, "node-a", 1));
            await().until(() -> nodesWait.waiting() == 1);

            nodesWait.refuse("no token");

            assertThat(node.expectError(1005).path("message").asString()).isEqualTo("no token");
            assertThat(node.closeCode()).isEqualTo(1008);
            assertThat(gateway.view().node(NODE)).isNull();
        }
    }

    @Test
    void greetsAnOperatorOnceItIsKnown() throws Exception {
        try (TestGateway gateway = gateway(operatorsWait);
                RawClient cli = gateway.connect()) {
            cli.text(Frames.HELLO);
            cli.text("{\"type\":\"get_status\"}");
            await().until(() -> operatorsWait.waiting() == 1);

            operatorsWait.accept();

            cli.expect("welcome");
            cli.expect("status");
        }
    }

    @Test
    void refusesAnOperatorInItsOwnForm() throws Exception {
        try (TestGateway gateway = gateway(operatorsWait);
                RawClient cli = gateway.connect()) {
            cli.text(Frames.HELLO);
            await().until(() -> operatorsWait.waiting() == 1);

            operatorsWait.refuse("no token");

            cli.expectError(1005);
            assertThat(cli.closeCode()).isEqualTo(1008);
        }
    }

    private static TestGateway gateway(HandAuthenticator authenticator) throws Exception {
        return new TestGateway(TestGatewayOptions.standard().with(authenticator));
    }

    /** Whatever was ordered before is decided and published when this order is answered. */
    private static void everythingDecided(TestGateway gateway) throws Exception {
        try (RawClient cli = gateway.cli()) {
            cli.text(
                    "{\"type\":\"drain_node\",\"node_id\":\"00000000-0000-0009-0000-000000000009\",\"drain\":true}");
            cli.expectError(1001);
        }
    }
}
