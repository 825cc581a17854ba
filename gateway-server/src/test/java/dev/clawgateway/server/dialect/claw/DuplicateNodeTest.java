package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.record.NodeStatus;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Two sessions claim one node id: the newer one takes over. */
class DuplicateNodeTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void closesTheOlderSessionAndServesTheNewer() throws Exception {
        TestGateway gateway = GATEWAYS.gateway();
        try (Bystander bystander = new Bystander(gateway);
                RawClient cli = gateway.cli();
                RawClient older = gateway.node(NODE, 8);
                RawClient newer = gateway.node(NODE, 8)) {
            assertThat(older.closeCode()).isEqualTo(1008);

            newer.text(Frames.heartbeat(NODE));
            newer.expect("heartbeat_ack");
            JsonNode started =
                    cli.ask(
                            Frames.start(8).replace("null", "\"" + NODE + "\""),
                            "workload_started");
            JsonNode start = newer.expect("start_workload");
            assertThat(start.path("workload_id")).isEqualTo(started.path("workload_id"));
            assertThat(gateway.view().status(NODE)).isEqualTo(NodeStatus.HEALTHY);
            bystander.beats();
        }
    }
}
