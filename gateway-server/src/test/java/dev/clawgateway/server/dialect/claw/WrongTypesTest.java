package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Bystander;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Known messages with members of the wrong type are refused with 1003, naming the member. */
class WrongTypesTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension static final GatewayExtension GATEWAYS = new GatewayExtension();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"get_node\",\"node_id\":42}",
                "{\"type\":\"get_node\",\"node_id\":\"not-a-uuid\"}",
                "{\"type\":\"get_node\"}",
                "{\"type\":\"list_nodes\",\"state_filter\":\"HEALTHY\",\"include_capabilities\":true}",
                "{\"type\":\"list_nodes\",\"state_filter\":null,\"include_capabilities\":\"yes\"}",
                "{\"type\":\"stop_workload\",\"workload_id\":null,\"force\":false}",
                "{\"type\":\"start_workload\",\"node_id\":null,\"spec\":[]}",
                "{\"type\":\"ping\",\"timestamp\":1772600797000}"
            })
    void areRefusedToTheCli(String request) throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient cli = GATEWAYS.gateway().cli()) {
            cli.text(request);

            JsonNode error = cli.expectError(1003);
            assertThat(request).contains("\"" + error.path("request_type").asString() + "\"");
            cli.ask("{\"type\":\"get_status\"}", "status");
            bystander.beats();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"heartbeat\",\"node_id\":true,\"timestamp\":\"2026-03-04T05:06:37Z\"}",
                "{\"type\":\"heartbeat\",\"node_id\":\"00000000-0000-0001-0000-000000000001\",\"timestamp\":7}",
                "{\"type\":\"metrics\",\"node_id\":\"00000000-0000-0001-0000-000000000001\",\"gpu_metrics\":null,\"timestamp\":\"2026-03-04T05:06:37Z\"}",
                "{\"type\":\"metrics\",\"node_id\":\"00000000-0000-0001-0000-000000000001\",\"gpu_metrics\":[{\"index\":0,\"utilization_percent\":256,\"memory_used_mib\":1,\"memory_total_mib\":1,\"temperature_celsius\":1}],\"timestamp\":\"2026-03-04T05:06:37Z\"}",
                "{\"type\":\"workload_update\",\"workload_id\":\"c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f\",\"state\":\"RUNNING\",\"message\":null,\"timestamp\":\"2026-03-04T05:06:37Z\"}",
                "{\"type\":\"workload_logs\",\"workload_id\":\"c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f\",\"lines\":\"text\",\"is_stderr\":false}",
                "{\"type\":\"workload_logs\",\"workload_id\":\"c2a4e6f8-1b3d-4c5e-9f70-8a6b4c2d0e1f\",\"lines\":[1],\"is_stderr\":false}"
            })
    void areRefusedToNodes(String message) throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient node = GATEWAYS.gateway().node(NODE, 1)) {
            node.text(message);

            node.expectError(1003);
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            bystander.beats();
        }
    }

    @Test
    void inARegistrationEndTheSession() throws Exception {
        try (Bystander bystander = new Bystander(GATEWAYS.gateway());
                RawClient node = GATEWAYS.gateway().connect()) {
            node.text(Frames.register(NODE, "node", 1).replace("64", "\"many\""));

            JsonNode error = node.expectError(1003);
            assertThat(error.path("message").asString()).contains("cpu_cores");
            assertThat(node.closeCode()).isEqualTo(1002);
            bystander.beats();
        }
    }
}
