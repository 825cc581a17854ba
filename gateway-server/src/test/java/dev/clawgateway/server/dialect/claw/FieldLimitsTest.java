package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are too long, or that would steer a terminal, get no further than the door. */
class FieldLimitsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @Test
    void keepALongImageOutOfTheListOfWorkloads() throws Exception {
        try (RawClient cli = GATEWAYS.gateway().cli()) {
            String start =
                    Frames.start(0).replace("registry.example.net/sim/cfd:7", "x".repeat(950_000));
            cli.text(start);

            assertThat(cli.expectError(1003).path("message").asString())
                    .isEqualTo("image: at most 1024 bytes, was 950000");
            assertThat(cli.ask("{\"type\":\"list_workloads\"}", "workloads").path("workloads"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"set_node_label\",\"node_id\":\"NODE\",\"key\":\"a\\u001b[2J\",\"value\":\"b\"}",
                "{\"type\":\"set_node_label\",\"node_id\":\"NODE\",\"key\":\"LONG\",\"value\":\"b\"}",
                "{\"type\":\"set_node_label\",\"node_id\":\"NODE\",\"key\":\"a\",\"value\":\"LONG\"}",
                "{\"type\":\"set_node_taint\",\"node_id\":\"NODE\",\"key\":\"a\\n\",\"value\":\"\"}",
                "{\"type\":\"update_node_condition\",\"node_id\":\"NODE\",\"condition_type\":\"a\\r\",\"status\":\"true\"}",
                "{\"type\":\"set_virtual_cluster\",\"name\":\"a\\u0000\"}",
            })
    void refuseWhatOperatorsSet(String request) throws Exception {
        try (RawClient node = GATEWAYS.gateway().node(NODE, 1);
                RawClient cli = GATEWAYS.gateway().cli()) {
            cli.text(request.replace("NODE", NODE.toString()).replace("LONG", "x".repeat(300)));

            cli.expectError(1003);
            node.drop();
        }
    }

    @Test
    void refuseANodeWithANameThatSteersTerminals() throws Exception {
        try (RawClient client = GATEWAYS.gateway().connect()) {
            client.text(Frames.register(NODE, "a\\u001b]0;owned\\u0007", 1));

            assertThat(client.expectError(1003).path("message").asString())
                    .isEqualTo("name: must not contain control characters, has U+001B");
        }
    }
}
