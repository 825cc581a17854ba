package dev.clawgateway.server.dialect.claw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** Node messages of section 4.4, over a socket. */
class NodeSessionTest {
    private static final NodeId A = new NodeId(new UUID(1, 1));
    private static final NodeId B = new NodeId(new UUID(1, 2));
    private static final String UNKNOWN = "5f0e1d2c-3b4a-4958-8776-655443322110";

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    @Test
    void dropsReadingsOfDevicesItDoesNotHave() throws Exception {
        try (RawClient node = gateways.gateway().node(A, 2);
                RawClient cli = gateways.gateway().cli()) {
            String reading =
                    "{\"index\":%d,\"utilization_percent\":%d,\"memory_used_mib\":4,\"memory_total_mib\":46068,\"temperature_celsius\":31,\"power_watts\":null}";
            node.text(
                    Frames.metrics(A, 63)
                            .replace(
                                    "]",
                                    ","
                                            + reading.formatted(1, 11)
                                            + ","
                                            + reading.formatted(1, 12)
                                            + ","
                                            + reading.formatted(7, 13)
                                            + "]"));
            node.text(Frames.heartbeat(A));
            node.expect("heartbeat_ack");

            JsonNode metrics =
                    cli.ask("{\"type\":\"get_node\",\"node_id\":\"" + A + "\"}", "node")
                            .path("node")
                            .path("gpu_metrics");
            assertThat(metrics.size()).isEqualTo(2);
            assertThat(metrics.path(1).path("utilization_percent").asInt()).isEqualTo(11);
            assertThat(gateways.gateway().traffic().drops().count("gpu_reading")).isEqualTo(2);
        }
    }

    @Test
    void answersWhatFollowsTheRegistrationOnlyAfterIt() throws Exception {
        try (RawClient node = gateways.gateway().connect()) {
            node.text(Frames.register(A, "rack3-slot7", 2));
            node.text(Frames.heartbeat(A));
            node.text(Frames.metrics(A, 63));
            node.text(Frames.heartbeat(A));

            JsonNode registered = node.expect("registered");
            node.expect("heartbeat_ack");
            JsonNode second = node.expect("heartbeat_ack");

            assertThat(registered.path("node_id").asString()).isEqualTo(A.toString());
            assertThat(registered.path("heartbeat_interval_secs").asInt()).isEqualTo(30);
            assertThat(registered.path("metrics_interval_secs").asInt()).isEqualTo(10);
            assertThat(second.path("server_time").asString()).endsWith("Z");
        }
    }

    @Test
    void refusesAnotherIdOnTheSameSession() throws Exception {
        try (RawClient node = gateways.gateway().node(A, 1)) {
            node.text(Frames.register(B, "other", 1));
            node.expectError(1003);

            node.text(Frames.heartbeat(B));
            node.expectError(1001);

            node.text(Frames.heartbeat(A));
            node.expect("heartbeat_ack");
        }
    }

    @Test
    void replacesNameAndCapabilitiesButKeepsDrainAndLabelsOnReturn() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            gateways.gateway().node(A, 1).close();
            cli.ask(nodeRequest("drain_node", A, "\"drain\":true"), "node_drained");
            cli.ask(
                    nodeRequest("set_node_label", A, "\"key\":\"k\",\"value\":\"v\""),
                    "node_label_set");

            try (RawClient back = gateways.gateway().connect()) {
                back.text(Frames.register(A, "new-name", 4));
                back.expect("registered");

                JsonNode node = cli.ask(nodeRequest("get_node", A), "node").path("node");
                assertThat(node.path("name").asString()).isEqualTo("new-name");
                assertThat(node.path("gpu_count").asInt()).isEqualTo(4);
                assertThat(node.path("state").asString()).isEqualTo("draining");
                JsonNode labels = cli.ask(nodeRequest("get_node_conditions", A), "node_conditions");
                assertThat(labels.path("labels").path(0).path("value").asString()).isEqualTo("v");
            }
        }
    }

    @Test
    void isOfflineAtOnceWhenTheSocketCloses() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            gateways.gateway().node(A, 1).close();

            await().untilAsserted(() ->
                    assertThat(
                                    cli.ask(nodeRequest("get_node", A), "node")
                                            .path("node")
                                            .path("state")
                                            .asString())
                            .isEqualTo("offline"));
        }
    }

    @Test
    void keepsTheLatestMetrics() throws Exception {
        try (RawClient cli = gateways.gateway().cli();
                RawClient node = gateways.gateway().node(A, 1)) {
            node.text(Frames.metrics(A, 10));
            node.text(Frames.metrics(A, 63));
            node.text(Frames.heartbeat(A));
            node.expect("heartbeat_ack");

            JsonNode info = cli.ask(nodeRequest("get_node", A), "node").path("node");

            JsonNode metrics = info.path("gpu_metrics");
            assertThat(metrics.size()).isEqualTo(1);
            assertThat(metrics.path(0).path("utilization_percent").asInt()).isEqualTo(63);
            assertThat(info.path("last_heartbeat").isString()).isTrue();
        }
    }

    @Test
    void keepsLogsOfUnknownWorkloads() throws Exception {
        try (RawClient cli = gateways.gateway().cli();
                RawClient node = gateways.gateway().node(A, 1)) {
            node.text(Frames.logs(UNKNOWN, false, "one", "two", "three"));
            node.text(Frames.logs(UNKNOWN, true, "oops"));
            node.text(Frames.heartbeat(A));
            node.expect("heartbeat_ack");

            JsonNode all = cli.ask(logsRequest(UNKNOWN, "null", true), "logs");
            JsonNode last = cli.ask(logsRequest(UNKNOWN, "1", false), "logs");
            JsonNode none = cli.ask(logsRequest(UNKNOWN, "0", true), "logs");

            assertThat(all.path("stdout_lines").toString())
                    .isEqualTo("[\"one\",\"two\",\"three\"]");
            assertThat(all.path("stderr_lines").toString()).isEqualTo("[\"oops\"]");
            assertThat(last.path("stdout_lines").toString()).isEqualTo("[\"three\"]");
            assertThat(last.path("stderr_lines").toString()).isEqualTo("[]");
            assertThat(none.path("stdout_lines").toString()).isEqualTo("[]");
        }
    }

    @Test
    void refusesWhatComesBeforeTheRegistration() throws Exception {
        try (RawClient cli = gateways.gateway().cli();
                RawClient node = gateways.gateway().connect()) {
            node.text(Frames.heartbeat(A));
            node.expectError(1001);
            node.text(Frames.logs(UNKNOWN, false, "line"));
            node.expectError(1001);
            node.text(Frames.update(UNKNOWN, "running"));
            node.expectError(1001);

            node.text(Frames.register(A, "late", 1));
            node.expect("registered");

            JsonNode logs = cli.ask(logsRequest(UNKNOWN, "null", true), "logs");
            assertThat(logs.path("stdout_lines").size()).isZero();
        }
    }

    @Test
    void losesNoReportWhileTheInboxIsFull() throws Exception {
        TestGateway gateway = gateways.gateway();
        try (RawClient cli = gateway.cli();
                RawClient node = gateway.node(A, 1)) {
            String workload =
                    cli.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            node.expect("start_workload");

            gateway.inbox().full(true);
            node.text(Frames.update(workload, "running"));
            node.text(Frames.update(workload, "completed"));
            node.text(Frames.heartbeat(A));
            node.text("{"); // answered at once, as a sign that all of it was read
            node.expectError(1003);
            gateway.inbox().full(false);

            node.expect("heartbeat_ack");
            await().until(() -> state(cli, workload).equals("completed"));
        }
    }

    @Test
    void tellsTheClusterOfAnEndedSessionAlsoAfterTheInboxWasFull() throws Exception {
        TestGateway gateway = gateways.gateway();
        RawClient node = gateway.node(A, 1);

        gateway.inbox().full(true);
        node.close();
        await().until(() -> gateway.sessions().size() == 0);
        gateway.inbox().full(false);

        await().until(() -> gateway.view().status(A) == NodeStatus.DISCONNECTED);
    }

    @Test
    void refusesARegistrationWhileTheInboxIsFull() throws Exception {
        gateways.gateway().inbox().full(true);
        try (RawClient node = gateways.gateway().connect()) {
            node.text(Frames.register(A, "node", 1));

            node.expectError(1006);
            assertThat(node.closeCode()).isEqualTo(1013);
        }
    }

    static String state(RawClient cli, String workload) throws Exception {
        return cli.ask(
                        "{\"type\":\"get_workload\",\"workload_id\":\"" + workload + "\"}",
                        "workload")
                .path("workload")
                .path("state")
                .asString();
    }

    private static String nodeRequest(String type, NodeId node, String... members) {
        String more = members.length == 0 ? "" : "," + members[0];
        return "{\"type\":\"" + type + "\",\"node_id\":\"" + node + "\"" + more + "}";
    }

    private static String logsRequest(String workload, String tail, boolean stderr) {
        return "{\"type\":\"get_logs\",\"workload_id\":\"%s\",\"tail\":%s,\"include_stderr\":%s}"
                .formatted(workload, tail, stderr);
    }
}
