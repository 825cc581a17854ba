package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node reports on a workload that another node runs: nothing changes. */
class ForeignUpdateTest {
    private static final NodeId OWNER = new NodeId(new UUID(1, 1));
    private static final NodeId STRANGER = new NodeId(new UUID(1, 2));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void isIgnored() throws Exception {
        TestGateway gateway = GATEWAYS.gateway();
        try (Bystander bystander = new Bystander(gateway);
                RawClient cli = gateway.cli();
                RawClient owner = gateway.node(OWNER, 8);
                RawClient stranger = gateway.node(STRANGER, 0)) {
            String workload =
                    cli.ask(Frames.start(8), "workload_started").path("workload_id").asString();
            owner.expect("start_workload");
            owner.text(Frames.update(workload, "running"));
            owner.text(Frames.heartbeat(OWNER));
            owner.expect("heartbeat_ack");

            stranger.text(Frames.update(workload, "failed"));
            stranger.text(Frames.heartbeat(STRANGER));
            stranger.expect("heartbeat_ack");

            // A later order of the same session passes behind the report, so it was seen.
            cli.ask(
                    "{\"type\":\"set_node_label\",\"node_id\":\""
                            + OWNER
                            + "\",\"key\":\"a\",\"value\":\"b\"}",
                    "node_label_set");
            assertThat(NodeSessionTest.state(cli, workload)).isEqualTo("running");
            bystander.beats();
        }
    }
}
