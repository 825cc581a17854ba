package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What nodes report of their work, and what operators then see. */
class NodeReportsTest {
    private static final NodeId NODE = new NodeId(new UUID(8, 3));
    private static final int REPEATS = 200;

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    /**
     * A node that answers each stop with all it knows must not be sent one in answer: the start
     * that follows is the next frame it gets.
     */
    @Test
    void doesNotAnswerWhatANodeRepeatsOfFinishedWork() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            String id;
            try (RawClient node = gateways.gateway().node(NODE, 1)) {
                id = started(cli, node);
                history(node, id);
                acknowledged(node);
            }
            try (RawClient node = gateways.gateway().connect()) {
                node.text(
                        Frames.register(
                                NODE,
                                "node",
                                1,
                                "\"running\":[{\"workload_id\":\"%s\",\"attempt\":1,\"state\":\"running\"}]"
                                        .formatted(id)));
                node.expect("registered");
                for (int time = 0; time < REPEATS; time++) {
                    history(node, id);
                }
                acknowledged(node);

                String next = started(cli, node);

                assertThat(next).isNotEqualTo(id);
                assertThat(workload(cli, id).path("state").asString()).isEqualTo("completed");
            }
        }
    }

    @Test
    void endsWhatCompletedWhileItWasToStop() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String id = started(cli, node);
            node.text(Frames.update(id, "running"));
            acknowledged(node);
            cli.ask(
                    "{\"type\":\"stop_workload\",\"workload_id\":\"" + id + "\",\"force\":false}",
                    "workload_stopped");
            node.expect("stop_workload");

            node.text(report(id, "completed", ",\"exit_code\":0"));
            acknowledged(node);

            JsonNode ended = workload(cli, id);
            assertThat(ended.path("state").asString()).isEqualTo("stopped");
            assertThat(ended.path("exit_code").asInt(-1)).isZero();
            assertThat(ended.path("reason").asString()).isEqualTo("stop requested");
            assertThat(ended.path("stop_cause").asString()).isEqualTo("request");
            assertThat(explanation(cli, id).path("summary").asString())
                    .startsWith("stopped: stop requested; exit code 0; ran ")
                    .contains(" on node-00000000");
        }
    }

    @Test
    void neverShowsANodesWordAsTheReasonOfAPlacement() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String id = started(cli, node);
            String why = workload(cli, id).path("reason").asString();

            node.text(report(id, "running", "").replace("null", "\"Container x started\""));
            acknowledged(node);

            JsonNode running = workload(cli, id);
            assertThat(running.path("state").asString()).isEqualTo("running");
            assertThat(running.path("reason").asString()).isEqualTo(why).isNotBlank();
            assertThat(running.path("node_message").asString()).isEqualTo("Container x started");
            assertThat(explanation(cli, id).path("why").asString()).isEqualTo(why);
        }
    }

    @Test
    void saysOfWorkThatWaitsWhatItWaitsFor() throws Exception {
        try (RawClient _ = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String id =
                    cli.ask(
                                    Frames.start(2).replace("\"spec\"", "\"queue\":true,\"spec\""),
                                    "scheduling_status")
                            .path("workload_id")
                            .asString();

            JsonNode waiting = workload(cli, id);
            JsonNode listed = cli.ask("{\"type\":\"list_workloads\"}", "workloads");

            assertThat(waiting.path("reason").asString())
                    .isEqualTo(explanation(cli, id).path("summary").asString())
                    .contains("GPUs");
            assertThat(listed.path("workloads").path(0).path("reason").asString())
                    .isEqualTo("waits for its turn in the queue");
        }
    }

    @Test
    void countsReportsThatItRefuses() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String id = started(cli, node);
            node.text(Frames.update(id, "running"));
            node.text(Frames.update(id, "running"));
            node.text(Frames.update(id, "pending"));
            node.text(Frames.update(new UUID(1, 2).toString(), "completed"));
            acknowledged(node);

            assertThat(gateways.gateway().traffic().violations().count("workload_report"))
                    .isEqualTo(2);
        }
    }

    private static String started(RawClient cli, RawClient node) throws IOException {
        String id = cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
        assertThat(node.expect("start_workload").path("workload_id").asString()).isEqualTo(id);
        return id;
    }

    private static void history(RawClient node, String workload) throws IOException {
        node.text(report(workload, "running", ",\"attempt\":1"));
        node.text(report(workload, "completed", ",\"attempt\":1,\"exit_code\":0"));
    }

    private static String report(String workload, String state, String members) {
        String plain = Frames.update(workload, state);
        return plain.substring(0, plain.length() - 1) + members + "}";
    }

    /** Everything that was sent before has been dealt with. */
    private static void acknowledged(RawClient node) throws IOException {
        node.text(Frames.heartbeat(NODE));
        node.expect("heartbeat_ack");
    }

    private static JsonNode workload(RawClient cli, String id) throws IOException {
        return cli.ask("{\"type\":\"get_workload\",\"workload_id\":\"" + id + "\"}", "workload")
                .path("workload");
    }

    private static JsonNode explanation(RawClient cli, String id) throws IOException {
        return cli.ask(
                "{\"type\":\"explain_workload\",\"workload_id\":\"" + id + "\"}", "explanation");
    }
}
