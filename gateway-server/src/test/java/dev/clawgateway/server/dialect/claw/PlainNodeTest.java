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

/** What a node gets that speaks the plain protocol, and one that says more of itself. */
class PlainNodeTest {
    private static final NodeId A = new NodeId(new UUID(8, 1));
    private static final NodeId B = new NodeId(new UUID(8, 2));

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    /** Such a node takes as many GPUs as the plain count says, and nothing else. */
    @Test
    void isToldHowManyGpusWereGranted() throws Exception {
        try (RawClient node = gateways.gateway().node(A, 4);
                RawClient cli = gateways.gateway().cli()) {
            cli.ask(wanting("{\"count\":2}"), "workload_started");
            JsonNode byRequirement = node.expect("start_workload");
            cli.ask(wanting("{\"count\":5,\"fallback\":{\"count\":1}}"), "workload_started");
            JsonNode byFallback = node.expect("start_workload");

            assertThat(byRequirement.path("spec").path("gpu_count").asInt()).isEqualTo(2);
            assertThat(byRequirement.path("gpu_ids")).hasSize(2);
            assertThat(byFallback.path("spec").path("gpu_count").asInt()).isEqualTo(1);
            assertThat(byFallback.path("gpu_ids")).hasSize(1);
        }
    }

    @Test
    void getsNoPartsOfGpus() throws Exception {
        try (RawClient node = gateways.gateway().node(A, 2);
                RawClient cli = gateways.gateway().cli()) {
            String half = wanting("{\"count\":1,\"share\":{\"milli\":500}}");

            cli.text(half);
            JsonNode refused = cli.expectError(1004);
            node.text(
                    Frames.register(A, "a", 2).replace("\"protocol", "\"running\":[],\"protocol"));
            node.expect("registered");
            cli.ask(half, "workload_started");

            assertThat(refused.path("message").asString()).contains("picks its GPUs itself");
            assertThat(node.expect("start_workload").path("gpu_grants").path(0).path("milli"))
                    .hasToString("500");
        }
    }

    @Test
    void isLeftAloneForAWhileWhenItRefusesAStart() throws Exception {
        try (RawClient node = gateways.gateway().node(A, 2);
                RawClient cli = gateways.gateway().cli()) {
            cli.ask(Frames.start(1), "workload_started");
            String id = node.expect("start_workload").path("workload_id").asString();

            node.text(Frames.update(id, "failed"));
            node.text(Frames.heartbeat(A));
            node.expect("heartbeat_ack");
            cli.text(Frames.start(1));
            JsonNode refused = cli.expectError(1004);
            JsonNode shown = cli.ask(getNode(A), "node").path("node");
            try (RawClient other = gateways.gateway().node(B, 1)) {
                cli.ask(Frames.start(1), "workload_started");
                other.expect("start_workload");
            }

            assertThat(refused.path("message").asString())
                    .contains("refused 1 start, avoided for 30 s")
                    .contains("1 of 1 nodes: avoided for a while");
            assertThat(shown.path("avoided").asString())
                    .isEqualTo("refused 1 start, avoided for 30 s");
            assertThat(shown.path("gpu_use").path("free_milli").asInt(-1)).isZero();
            assertThat(shown.path("gpu_use").path("unavailable_reason").asString())
                    .isEqualTo("avoided");
        }
    }

    @Test
    void withUnifiedMemoryIsJudgedByTheHosts() throws Exception {
        try (RawClient node = gateways.gateway().connect();
                RawClient cli = gateways.gateway().cli()) {
            String unknown = Frames.register(A, "gb10", 1).replace("46068", "0");
            node.text(unknown);
            node.expect("registered");
            cli.text(wanting("{\"count\":1,\"min_memory_mib\":65536}"));
            cli.expectError(1004);

            node.text(unknown.replace("\"uuid\"", "\"unified_memory\":true,\"uuid\""));
            node.expect("registered");
            cli.ask(wanting("{\"count\":1,\"min_memory_mib\":65536}"), "workload_started");

            JsonNode shown = cli.ask(getNode(A), "node").path("node");
            JsonNode gpu = shown.path("capabilities").path("gpus").path(0);
            assertThat(gpu.path("unified_memory").asBoolean()).isTrue();
            assertThat(gpu.path("memory_mib").asInt(-1)).isZero();
            assertThat(shown.path("total_vram_mib").asInt(-1)).isZero();
        }
    }

    /** The second device comes back as the first: what was sent there is sent to it again. */
    @Test
    void isSentAStartAgainUnderTheNewNumberOfItsDevice() throws Exception {
        try (RawClient node = gateways.gateway().node(A, 2);
                RawClient cli = gateways.gateway().cli()) {
            cli.ask(Frames.start(1), "workload_started");
            node.expect("start_workload");

            String swapped =
                    Frames.register(A, "a", 2)
                            .replace("GPU-0", "GPU-x")
                            .replace("GPU-1", "GPU-0")
                            .replace("\"protocol", "\"running\":[],\"protocol");
            node.text(swapped);
            node.expect("registered");

            assertThat(node.expect("start_workload").path("gpu_ids").path(0).asInt()).isEqualTo(1);
        }
    }

    private static String wanting(String gpus) {
        return Frames.start(0)
                .replace(
                        "\"cpu_cores\":1",
                        "\"cpu_cores\":1,\"scheduling\":{\"gpu_requirement\":" + gpus + "}");
    }

    private static String getNode(NodeId node) {
        return "{\"type\":\"get_node\",\"node_id\":\"" + node + "\"}";
    }
}
