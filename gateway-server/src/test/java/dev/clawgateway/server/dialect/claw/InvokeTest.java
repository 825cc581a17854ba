package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The invoke bridge of section 6. */
class InvokeTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final NodeId OTHER = new NodeId(new UUID(1, 2));

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    @Test
    void carriesTheAnswerBack() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.text(invoke("gpu.metrics", 8000));
            JsonNode event = node.message();
            JsonNode payload = event.path("payload");
            node.text(success(payload.path("id").asString()));

            JsonNode result = cli.expect("node_invoke_result");
            assertThat(event.path("event").asString()).isEqualTo("node.invoke.request");
            assertThat(payload.path("nodeId").asString()).isEqualTo(NODE.toString());
            assertThat(payload.path("command").asString()).isEqualTo("gpu.metrics");
            assertThat(payload.path("paramsJSON").asString()).isEqualTo("{\"window\":15}");
            assertThat(payload.path("timeoutMs").asInt()).isEqualTo(8000);
            assertThat(result.path("ok").asBoolean()).isTrue();
            assertThat(result.path("node_id").asString()).isEqualTo(NODE.toString());
            assertThat(result.path("payload").path("count").asInt()).isEqualTo(1);
            assertThat(result.has("error")).isFalse();
        }
    }

    @Test
    void carriesAFailureBack() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.text(invoke("volume.list", 8000));
            String id = node.message().path("payload").path("id").asString();
            node.text(
                    "{\"type\":\"req\",\"id\":\"1\",\"method\":\"node.invoke.result\",\"params\":{\"id\":\""
                            + id
                            + "\",\"nodeId\":\"x\",\"ok\":false,\"error\":{\"code\":\"E\",\"message\":\"not here\"}}}");

            JsonNode result = cli.expect("node_invoke_result");
            assertThat(result.path("ok").asBoolean(true)).isFalse();
            assertThat(result.path("error").asString()).isEqualTo("not here");
        }
    }

    @Test
    void takesNoAnswerFromAnotherNode() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient other = gateways.gateway().node(OTHER, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.text(invoke("gpu.list", 8000));
            String id = node.message().path("payload").path("id").asString();
            other.text(success(id));
            other.text(Frames.heartbeat(OTHER));
            other.expect("heartbeat_ack");

            node.text(success(id).replace("\"count\":1", "\"count\":2"));

            JsonNode result = cli.expect("node_invoke_result");
            assertThat(result.path("payload").path("count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void timesOut() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.text(invoke("gpu.list", 50));
            String id = node.message().path("payload").path("id").asString();
            cli.expectError(1009);

            node.text(success(id));
            cli.ask("{\"type\":\"get_status\"}", "status");
        }
    }

    @Test
    void failsAtOnceWhenTheNodeLeaves() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.text(invoke("gpu.list", 600_000));
            node.message();
            node.drop();

            cli.expectError(1006);
        }
    }

    @Test
    void blocksOnlyItsOwnSessionAndKeepsTheOrder() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient waiting = gateways.gateway().cli();
                RawClient other = gateways.gateway().cli()) {
            waiting.text(invoke("slow", 600_000));
            waiting.text("{\"type\":\"get_status\"}");
            waiting.text("{\"type\":\"list_molt_peers\"}");
            String id = node.message().path("payload").path("id").asString();

            other.ask("{\"type\":\"get_status\"}", "status");
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            node.text(success(id));

            waiting.expect("node_invoke_result");
            waiting.expect("status");
            waiting.expect("molt_peers");
        }
    }

    @Test
    void isForgottenWhenTheAskerLeaves() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1)) {
            for (int i = 0; i < 70; i++) { // more than one node may have in flight
                try (RawClient cli = gateways.gateway().cli()) {
                    cli.text(invoke("gpu.list", 600_000));
                    JsonNode event = node.message();
                    assertThat(event.path("event").asString()).isEqualTo("node.invoke.request");
                }
                await().until(() -> gateways.gateway().sessions().size() == 1);
            }
        }
    }

    @Test
    void isBoundedPerNode() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1)) {
            List<RawClient> askers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                RawClient cli = gateways.gateway().cli();
                askers.add(cli);
                cli.text(invoke("gpu.list", 600_000));
                node.message();
            }
            try (RawClient oneMore = gateways.gateway().cli()) {
                oneMore.text(invoke("gpu.list", 600_000));
                oneMore.expectError(1006);
            }
            for (RawClient cli : askers) {
                cli.close();
            }
        }
    }

    private static String invoke(String command, int timeoutMillis) {
        return "{\"type\":\"node_invoke\",\"node_id\":\"%s\",\"command\":\"%s\",\"params\":\"{\\\"window\\\":15}\",\"timeout_ms\":%d}"
                .formatted(NODE, command, timeoutMillis);
    }

    private static String success(String id) {
        return "{\"type\":\"req\",\"id\":\"1\",\"method\":\"node.invoke.result\",\"params\":{\"id\":\""
                + id
                + "\",\"nodeId\":\"x\",\"ok\":true,\"payload\":{\"count\":1}}}";
    }
}
