package dev.clawgateway.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many decisions for one node at once are no fault of the node. */
class CommandBurstTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    /** Several times what may wait for a peer that does not read, and no more than a node takes. */
    private static final int WORKLOADS = 250;

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void reachANodeThatReadsWithoutClosingIt() throws Exception {
        String queued =
                Frames.start(0)
                        .replace(
                                "\"memory_mb\":512,\"cpu_cores\":1",
                                "\"memory_mb\":0,\"cpu_cores\":0")
                        .replace("\"spec\"", "\"queue\":true,\"spec\"");
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            for (int i = 0; i < WORKLOADS; i++) {
                cli.ask(queued, "scheduling_status");
            }

            try (RawClient node = GATEWAYS.gateway().node(NODE, 0)) {
                Set<String> told = new HashSet<>();
                while (told.size() < WORKLOADS) {
                    told.add(node.expect("start_workload").path("workload_id").asString());
                }

                node.text(Frames.heartbeat(NODE));
                node.expect("heartbeat_ack");
                assertThat(GATEWAYS.gateway().traffic().closes().total()).isZero();
            }
        }
    }
}
