package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Two machines with one node id: the second has a copy of the first one's state folder. */
class CopiedNodeTest {
    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void isRefusedWhileTheFirstAnswers() throws Exception {
        NodeId id = new NodeId(new UUID(1, 1));
        TestGateway gateway = GATEWAYS.gateway();
        try (RawClient first = registered(gateway, id, "machine-a");
                RawClient copy = gateway.connect()) {
            copy.text(register(id, "machine-b"));
            assertThat(first.next().opcode()).isEqualTo(RawClient.PING);
            first.frame(true, RawClient.PONG, new byte[0]);

            JsonNode error = copy.expectError(1003);
            assertThat(error.path("message").asString()).contains(id.toString(), "copy");
            assertThat(copy.closeCode()).isEqualTo(1008);
            first.text(Frames.heartbeat(id));
            first.expect("heartbeat_ack");
            assertThat(gateway.view().status(id)).isEqualTo(NodeStatus.HEALTHY);
        }
    }

    @Test
    void takesOverWhenTheFirstDoesNotAnswer() throws Exception {
        NodeId id = new NodeId(new UUID(1, 2));
        TestGateway gateway = GATEWAYS.gateway();
        try (RawClient first = registered(gateway, id, "machine-a");
                RawClient second = gateway.connect()) {
            second.text(register(id, "machine-b"));

            second.expect("registered");
            assertThat(first.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void takesOverAtOnceWhenTheFirstIsGoneBeforeItAnswers() throws Exception {
        NodeId id = new NodeId(new UUID(1, 3));
        TestGateway gateway = GATEWAYS.gateway();
        try (RawClient first = registered(gateway, id, "machine-a");
                RawClient second = gateway.connect()) {
            second.text(register(id, "machine-b"));
            first.next();
            first.drop();

            second.expect("registered");
        }
    }

    @Test
    void isTheSameNodeOnTheSameMachine() throws Exception {
        NodeId id = new NodeId(new UUID(1, 4));
        TestGateway gateway = GATEWAYS.gateway();
        try (RawClient first = registered(gateway, id, "machine-a");
                RawClient again = registered(gateway, id, "machine-a")) {
            assertThat(first.closeCode()).isEqualTo(1008);
            again.text(Frames.heartbeat(id));
            again.expect("heartbeat_ack");
        }
    }

    private static RawClient registered(TestGateway gateway, NodeId id, String machine)
            throws Exception {
        RawClient client = gateway.connect();
        client.text(register(id, machine));
        client.expect("registered");
        return client;
    }

    private static String register(NodeId id, String machine) {
        return Frames.register(
                id,
                "node",
                1,
                "\"running\":[],\"machine_id\":\"%s\",\"boot_id\":\"boot-1\"".formatted(machine));
    }
}
