package dev.clawgateway.server.dialect.claw.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Every request of section 2.3 with its reply, over a socket. */
class CliRequestsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));
    private static final NodeId NOBODY = new NodeId(new UUID(9, 9));
    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    @Test
    void describeTheGateway() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 2);
                RawClient cli = gateways.gateway().cli()) {
            JsonNode status = cli.ask("{\"type\":\"get_status\"}", "status");
            JsonNode pong =
                    cli.ask(
                            "{\"type\":\"ping\",\"timestamp\":\"2026-03-04T05:10:00.123456789Z\"}",
                            "pong");

            assertThat(status.path("node_count").asInt()).isEqualTo(1);
            assertThat(status.path("healthy_nodes").asInt()).isEqualTo(1);
            assertThat(status.path("gpu_count").asInt()).isEqualTo(2);
            assertThat(status.path("active_workloads").asInt()).isZero();
            assertThat(status.path("total_vram_mib").asInt()).isEqualTo(92_136);
            assertThat(status.path("gateway_version").asString()).isEqualTo("1.2.3");
            assertThat(status.path("uptime_secs").isNumber()).isTrue();
            assertThat(pong.path("client_timestamp").asString())
                    .isEqualTo("2026-03-04T05:10:00.123456789Z");
            node.drop();
        }
    }

    @Test
    void refuseUnknownNodesAndWorkloads() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            for (String request :
                    List.of(
                            node("get_node", NOBODY),
                            node("drain_node", NOBODY, "\"drain\":true"),
                            node("set_node_label", NOBODY, "\"key\":\"a\",\"value\":\"b\""),
                            node("remove_node_label", NOBODY, "\"key\":\"a\""),
                            node("get_node_conditions", NOBODY),
                            node("cordon_node", NOBODY, "\"reason\":\"r\""),
                            node("uncordon_node", NOBODY),
                            node("set_node_taint", NOBODY, "\"key\":\"a\",\"value\":\"b\""),
                            node("remove_node_taint", NOBODY, "\"key\":\"a\""),
                            node(
                                    "update_node_condition",
                                    NOBODY,
                                    "\"condition_type\":\"c\",\"satisfied\":true,\"reason\":null"),
                            node("node_invoke", NOBODY, "\"command\":\"gpu.list\""),
                            Frames.start(0).replace("null", "\"" + NOBODY + "\""))) {
                cli.text(request);
                JsonNode error = cli.expectError(1001);
                assertThat(request).contains(error.path("request_type").asString());
            }
            for (String request :
                    List.of(
                            workload("get_workload", NIL),
                            workload("stop_workload", NIL, "\"force\":true"),
                            workload("clear_gate", NIL, "\"gate_name\":\"g\""),
                            workload("get_scheduling_status", NIL),
                            workload("explain_workload", NIL))) {
                cli.text(request);
                cli.expectError(1002);
            }
        }
    }

    @Test
    void runAWorkloadFromStartToEnd() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 2);
                RawClient cli = gateways.gateway().cli()) {
            JsonNode started = cli.ask(Frames.start(1), "workload_started");
            String id = started.path("workload_id").asString();
            JsonNode frame = node.expect("start_workload");
            assertThat(
                            cli.ask(workload("get_workload", id), "workload")
                                    .path("workload")
                                    .path("state")
                                    .asString())
                    .isEqualTo("starting");

            node.text(Frames.update(id, "running"));
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            cli.ask(workload("stop_workload", id, "\"force\":false"), "workload_stopped");
            JsonNode stop = node.expect("stop_workload");
            cli.ask(workload("stop_workload", id, "\"force\":true"), "workload_stopped");
            JsonNode kill = node.expect("stop_workload");
            node.text(Frames.update(id, "stopped"));
            node.text(Frames.heartbeat(NODE));
            node.expect("heartbeat_ack");
            cli.ask(
                    node("set_node_label", NODE, "\"key\":\"a\",\"value\":\"b\""),
                    "node_label_set");
            JsonNode info = cli.ask(workload("get_workload", id), "workload").path("workload");
            cli.text(workload("stop_workload", id, "\"force\":false"));
            cli.expectError(1003);

            assertThat(started.path("node_id").asString()).isEqualTo(NODE.toString());
            assertThat(frame.path("gpu_ids").toString()).isEqualTo("[0]");
            assertThat(frame.path("attempt").asInt()).isEqualTo(1);
            assertThat(frame.path("spec").path("env").isObject()).isTrue();
            assertThat(stop.path("grace_period_secs").asInt()).isEqualTo(30);
            assertThat(kill.path("grace_period_secs").asInt()).isZero();
            assertThat(info.path("state").asString()).isEqualTo("stopped");
            assertThat(info.path("status").path("gpu_ids").toString()).isEqualTo("[0]");
            assertThat(info.path("finished_at").isString()).isTrue();
        }
    }

    @Test
    void refuseAStartThatFitsNowhereAndKeepNothing() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            cli.text(Frames.start(1));
            JsonNode error = cli.expectError(1004);
            cli.text(Frames.start(1).replace("registry.example.net/sim/cfd:7", "not an image"));
            JsonNode invalid = cli.expectError(1003);
            JsonNode list =
                    cli.ask(
                            "{\"type\":\"list_workloads\",\"node_filter\":null,\"state_filter\":null}",
                            "workloads");

            assertThat(error.path("message").asString()).containsAnyOf("no", "capacity");
            assertThat(invalid.path("message").asString()).startsWith("image:");
            assertThat(list.path("workloads").size()).isZero();
        }
    }

    @Test
    void refuseAVirtualClusterNobodyDeclared() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String misspelt =
                    Frames.start(1)
                            .replace(
                                    "\"cpu_cores\":1",
                                    "\"cpu_cores\":1,\"scheduling\":{\"virtual_cluster\":\"reserach\"}");
            cli.ask(
                    "{\"type\":\"set_virtual_cluster\",\"name\":\"research\"}",
                    "virtual_cluster_set");

            cli.text(misspelt);
            JsonNode error = cli.expectError(1003);
            cli.text(misspelt.replace("start_workload", "plan_workload"));
            JsonNode planned = cli.expectError(1003);
            cli.ask(misspelt.replace("reserach", "research"), "workload_started");
            node.expect("start_workload");

            assertThat(error.path("message").asString())
                    .isEqualTo(
                            "no virtual cluster 'reserach'; did you mean 'research'? Or declare it"
                                    + " with: claw-gateway virtual-cluster set reserach")
                    .isEqualTo(planned.path("message").asString());
        }
    }

    @Test
    void keepWhatMayQueueAndSayWhyItWaits() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            JsonNode queued =
                    cli.ask(
                            Frames.start(1).replace("\"spec\"", "\"queue\":true,\"spec\""),
                            "scheduling_status");
            String id = queued.path("workload_id").asString();
            JsonNode status = cli.ask(workload("get_scheduling_status", id), "scheduling_status");
            JsonNode why = cli.ask(workload("explain_workload", id), "explanation");
            JsonNode list =
                    cli.ask(
                                    "{\"type\":\"list_workloads\",\"node_filter\":null,\"state_filter\":\"pending\"}",
                                    "workloads")
                            .path("workloads");

            assertThat(status.path("state").asString()).isEqualTo("pending");
            assertThat(status.path("schedule_failure_reason").asString()).isNotBlank();
            assertThat(why.path("verdict").isString()).isTrue();
            assertThat(list.size()).isEqualTo(1);
            assertThat(list.path(0).path("node_id").asString()).isEqualTo(NIL);

            try (RawClient node = gateways.gateway().node(NODE, 1)) {
                assertThat(node.expect("start_workload").path("workload_id").asString())
                        .isEqualTo(id);
            }
        }
    }

    @Test
    void clearGatesThenPlace() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String gated =
                    Frames.start(1)
                            .replace(
                                    "\"cpu_cores\":1",
                                    "\"cpu_cores\":1,\"scheduling\":{\"scheduling_gates\":[{\"name\":\"staged\"},{\"name\":\"paid\"}]}");
            JsonNode kept = cli.ask(gated, "scheduling_status");
            String id = kept.path("workload_id").asString();
            JsonNode list =
                    cli.ask("{\"type\":\"list_gated_workloads\"}", "gated_workloads")
                            .path("workloads");
            JsonNode one =
                    cli.ask(workload("clear_gate", id, "\"gate_name\":\"staged\""), "gate_cleared");
            JsonNode again =
                    cli.ask(workload("clear_gate", id, "\"gate_name\":\"staged\""), "gate_cleared");
            JsonNode both =
                    cli.ask(workload("clear_gate", id, "\"gate_name\":\"paid\""), "gate_cleared");

            assertThat(kept.path("pending_gates").toString()).isEqualTo("[\"staged\",\"paid\"]");
            assertThat(list.path(0).path("workload_id").asString()).isEqualTo(id);
            assertThat(list.path(0).path("waiting_secs").isNumber()).isTrue();
            assertThat(one.path("pending_gates").toString()).isEqualTo("[\"paid\"]");
            assertThat(again.path("pending_gates").toString()).isEqualTo("[\"paid\"]");
            assertThat(both.path("pending_gates").toString()).isEqualTo("[]");
            assertThat(node.expect("start_workload").path("workload_id").asString()).isEqualTo(id);
        }
    }

    @Test
    void answerNeutrallyWhereNothingIsBuiltIn() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            JsonNode molt = cli.ask("{\"type\":\"get_molt_status\"}", "molt_status");
            JsonNode peers = cli.ask("{\"type\":\"list_molt_peers\"}", "molt_peers");
            JsonNode balance = cli.ask("{\"type\":\"get_molt_balance\"}", "molt_balance");
            JsonNode mesh = cli.ask("{\"type\":\"get_mesh_status\"}", "mesh_status");
            JsonNode meshPeers = cli.ask("{\"type\":\"list_mesh_peers\"}", "mesh_peers");
            cli.text(node("get_mesh_node", NODE));
            cli.expectError(1006);

            assertThat(molt.path("connected").asBoolean(true)).isFalse();
            assertThat(peers.path("peers").size()).isZero();
            assertThat(balance.path("balance").asInt(-1)).isZero();
            assertThat(mesh.path("enabled").asBoolean(true)).isFalse();
            assertThat(mesh.path("topology_type").asString()).isEqualTo("none");
            assertThat(meshPeers.path("peers").size()).isZero();
        }
    }

    @Test
    void planWithoutStarting() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            JsonNode fits = cli.ask(plan(1), "plan");
            JsonNode tooMuch = cli.ask(plan(2), "plan");
            JsonNode status = cli.ask("{\"type\":\"get_status\"}", "status");

            assertThat(fits.path("placed").asBoolean()).isTrue();
            assertThat(fits.path("node_id").asString()).isEqualTo(NODE.toString());
            assertThat(tooMuch.path("placed").asBoolean(true)).isFalse();
            assertThat(tooMuch.path("explanation").path("verdict").asString())
                    .isEqualTo("never_here");
            assertThat(status.path("active_workloads").asInt(-1)).isZero();
            node.drop();
        }
    }

    @Test
    void planWholeGang() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 2);
                RawClient cli = gateways.gateway().cli()) {
            JsonNode fits = cli.ask(planGang(2), "plan");
            JsonNode tooMany = cli.ask(planGang(3), "plan");

            assertThat(fits.path("placed").asBoolean()).isTrue();
            assertThat(fits.path("workers").size()).isEqualTo(2);
            assertThat(fits.path("workers").path(1).path("gpu_ids").path(0).asInt()).isEqualTo(1);
            assertThat(tooMany.path("placed").asBoolean(true)).isFalse();
            assertThat(tooMany.path("explanation").path("verdict").asString())
                    .isEqualTo("never_here");
            node.drop();
        }
    }

    @Test
    void governVirtualClustersAndMaintenance() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.ask(
                    "{\"type\":\"set_virtual_cluster\",\"name\":\"research\",\"weight\":2}",
                    "virtual_cluster_set");
            JsonNode clusters =
                    cli.ask("{\"type\":\"list_virtual_clusters\"}", "virtual_clusters")
                            .path("virtual_clusters");
            JsonNode moves = cli.ask("{\"type\":\"advise_moves\"}", "moves");
            cli.ask("{\"type\":\"set_serving\",\"serving\":false}", "serving_set");
            cli.text(Frames.start(1));
            cli.expectError(1004);
            cli.ask("{\"type\":\"set_serving\",\"serving\":true}", "serving_set");
            cli.ask(Frames.start(1), "workload_started");

            assertThat(clusters.toString()).contains("research");
            assertThat(moves.path("moves").size()).isZero();
            node.drop();
        }
    }

    @Test
    void areRefusedWhileTheInboxIsFull() throws Exception {
        try (RawClient cli = gateways.gateway().cli()) {
            gateways.gateway().inbox().full(true);
            cli.text(Frames.start(1));
            JsonNode error = cli.expectError(1006);
            gateways.gateway().inbox().full(false);

            assertThat(error.path("message").asString()).contains("overloaded");
        }
    }

    private static String node(String type, NodeId node, String... members) {
        String more = members.length == 0 ? "" : "," + members[0];
        return "{\"type\":\"" + type + "\",\"node_id\":\"" + node + "\"" + more + "}";
    }

    private static String workload(String type, String id, String... members) {
        String more = members.length == 0 ? "" : "," + members[0];
        return "{\"type\":\"" + type + "\",\"workload_id\":\"" + id + "\"" + more + "}";
    }

    private static String plan(int gpus) {
        return "{\"type\":\"plan_workload\",\"node_id\":null,\"spec\":" + Frames.spec(gpus) + "}";
    }

    /** So many workers of one GPU each, all or none. */
    private static String planGang(int workers) {
        String spec = Frames.spec(1);
        return "{\"type\":\"plan_workload\",\"node_id\":null,\"spec\":"
                + spec.substring(0, spec.length() - 1)
                + ",\"scheduling\":{\"parallel\":{\"completions\":%1$d,\"parallelism\":%1$d,\"completion_mode\":\"indexed\"},\"gang\":{\"min_members\":%1$d,\"max_members\":%1$d}}}}"
                        .formatted(workers);
    }
}
