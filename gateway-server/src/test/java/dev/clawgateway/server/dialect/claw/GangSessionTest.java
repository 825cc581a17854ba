package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What an operator sees of a gang whose members fail. */
class GangSessionTest {
    private static final NodeId NODE = new NodeId(new UUID(8, 1));
    private static final String GANG =
            """
            "cpu_cores":1,"scheduling":{"gpu_requirement":{"count":1},
            "parallel":{"completions":2,"parallelism":2,"backoff_limit":3},
            "gang":{"min_members":2,"max_members":2}}\
            """;

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    @Test
    void startsAgainTogetherAndFailsWhereItCannot() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 2);
                RawClient cli = gateways.gateway().cli()) {
            cli.ask(
                    Frames.start(0)
                            .replace("\"spec\"", "\"queue\":true,\"spec\"")
                            .replace("\"cpu_cores\":1", GANG.replace("\n", "")),
                    "scheduling_status");
            String one = started(node);
            String other = started(node);

            node.text(Frames.update(one, "failed"));
            node.expect("stop_workload");
            JsonNode waits = cli.ask(explain(one), "explanation");
            node.text(Frames.update(other, "stopped"));
            started(node);
            started(node);
            node.text(Frames.update(one, "completed"));
            node.text(Frames.update(other, "failed"));
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            JsonNode ended = cli.ask(explain(other), "explanation");

            assertThat(waits.path("verdict").asString()).isEqualTo("not_now");
            assertThat(waits.path("blockers").path(0).asString())
                    .contains("members of its gang still hold devices");
            assertThat(ended.path("summary").asString())
                    .contains("its gang of at least 2 cannot start again with 1 left");
        }
    }

    /** Has the next workload that is sent to the node run there. */
    private static String started(RawClient node) throws Exception {
        String id = node.expect("start_workload").path("workload_id").asString();
        node.text(Frames.update(id, "running"));
        return id;
    }

    private static String explain(String workload) {
        return "{\"type\":\"explain_workload\",\"workload_id\":\"" + workload + "\"}";
    }
}
