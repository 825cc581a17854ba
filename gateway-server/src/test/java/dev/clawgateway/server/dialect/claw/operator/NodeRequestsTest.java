package dev.clawgateway.server.dialect.claw.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What operators ask and change about nodes, over a socket. */
class NodeRequestsTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 1));

    @RegisterExtension final GatewayExtension gateways = new GatewayExtension();

    @Test
    void listNodesInAStableOrderAndFiltered() throws Exception {
        try (RawClient first = gateways.gateway().connect();
                RawClient second = gateways.gateway().connect();
                RawClient cli = gateways.gateway().cli()) {
            first.text(Frames.register(new NodeId(new UUID(2, 2)), "b-node", 1));
            first.expect("registered");
            second.text(Frames.register(NODE, "a-nöde", 1));
            second.expect("registered");
            cli.ask(node("drain_node", NODE, "\"drain\":true"), "node_drained");

            JsonNode all = cli.ask(listNodes("null", true), "nodes").path("nodes");
            JsonNode draining = cli.ask(listNodes("\"draining\"", false), "nodes").path("nodes");

            assertThat(all.size()).isEqualTo(2);
            assertThat(all.path(0).path("name").asString()).isEqualTo("a-n?de");
            assertThat(all.path(1).path("capabilities").path("cpu_cores").asInt()).isEqualTo(64);
            assertThat(draining.size()).isEqualTo(1);
            assertThat(draining.path(0).path("node_id").asString()).isEqualTo(NODE.toString());
            assertThat(draining.path(0).has("capabilities")).isFalse();
        }
    }

    @Test
    void changeNodes() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            JsonNode set =
                    cli.ask(
                            node("set_node_label", NODE, "\"key\":\"pool\",\"value\":\"batch\""),
                            "node_label_set");
            JsonNode updated =
                    cli.ask(
                            node(
                                    "update_node_condition",
                                    NODE,
                                    "\"condition_type\":\"disk\",\"satisfied\":false,\"reason\":\"DiskMissing\""),
                            "node_condition_updated");
            JsonNode before = cli.ask(node("get_node_conditions", NODE), "node_conditions");
            cli.ask(node("remove_node_label", NODE, "\"key\":\"pool\""), "node_label_removed");
            cli.ask(node("remove_node_label", NODE, "\"key\":\"never\""), "node_label_removed");
            JsonNode after = cli.ask(node("get_node_conditions", NODE), "node_conditions");
            cli.ask(node("drain_node", NODE, "\"drain\":true"), "node_drained");
            JsonNode undrained =
                    cli.ask(node("drain_node", NODE, "\"drain\":false"), "node_drained");

            assertThat(set.path("value").asString()).isEqualTo("batch");
            assertThat(updated.path("satisfied").asBoolean()).isFalse();
            assertThat(before.path("labels").path(0).path("key").asString()).isEqualTo("pool");
            assertThat(before.path("conditions").path(0).path("reason").asString())
                    .isEqualTo("DiskMissing");
            assertThat(after.path("labels").size()).isZero();
            assertThat(undrained.path("draining").asBoolean()).isFalse();
            node.drop();
        }
    }

    @Test
    void cordonNodes() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            String request = node("cordon_node", NODE, "\"reason\":\"fan 3 is loud\"");
            JsonNode first = cli.ask(request, "node_cordoned");
            JsonNode again = cli.ask(request, "node_cordoned");
            JsonNode info = cli.ask(node("get_node", NODE), "node").path("node");
            cli.text(Frames.start(1));
            JsonNode refused = cli.expectError(1004);
            JsonNode lifted = cli.ask(node("uncordon_node", NODE), "node_cordoned");
            JsonNode open = cli.ask(node("get_node", NODE), "node").path("node");
            cli.ask(Frames.start(1), "workload_started");

            assertThat(first.path("changed").asBoolean()).isTrue();
            assertThat(again.path("cordoned").asBoolean()).isTrue();
            assertThat(again.path("changed").asBoolean()).isFalse();
            assertThat(info.path("state").asString()).isEqualTo("healthy");
            assertThat(info.path("cordon").path("reason").asString()).isEqualTo("fan 3 is loud");
            assertThat(info.path("cordon").path("since").isString()).isTrue();
            assertThat(refused.path("message").asString()).contains("cordoned");
            assertThat(lifted.path("cordoned").asBoolean()).isFalse();
            assertThat(open.has("cordon")).isFalse();
            node.drop();
        }
    }

    @Test
    void taintNodes() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.ask(
                    node("set_node_taint", NODE, "\"key\":\"burn-in\",\"value\":\"\""),
                    "node_taint_set");
            JsonNode tainted = cli.ask(node("get_node", NODE), "node");
            cli.text(Frames.start(1));
            JsonNode refused = cli.expectError(1004);
            cli.ask(node("remove_node_taint", NODE, "\"key\":\"burn-in\""), "node_taint_removed");
            cli.ask(Frames.start(1), "workload_started");
            cli.text(node("set_node_taint", NODE, "\"key\":\"\",\"value\":\"\""));
            cli.expectError(1003);

            assertThat(tainted.at("/node/capabilities/taints").toString())
                    .isEqualTo("[{\"key\":\"burn-in\",\"value\":\"\"}]");
            assertThat(refused.path("message").asString()).contains("taints not tolerated");
            node.drop();
        }
    }

    @Test
    void drainNodesByADeadline() throws Exception {
        try (RawClient node = gateways.gateway().node(NODE, 1);
                RawClient cli = gateways.gateway().cli()) {
            cli.ask(Frames.start(1), "workload_started");
            node.expect("start_workload");

            String request = node("drain_node", NODE, "\"drain\":true,\"deadline_secs\":3600");
            JsonNode reply = cli.ask(request, "node_drained");
            JsonNode drain = cli.ask(node("get_node", NODE), "node").at("/node/drain");
            cli.text(node("drain_node", NODE, "\"drain\":true,\"deadline_secs\":31622401"));
            cli.expectError(1003);
            cli.ask(node("drain_node", NODE, "\"drain\":false"), "node_drained");
            JsonNode open = cli.ask(node("get_node", NODE), "node").path("node");

            assertThat(reply.size()).isEqualTo(3);
            assertThat(drain.path("phase").asString()).isEqualTo("draining");
            assertThat(drain.path("deadline").isString()).isTrue();
            assertThat(drain.has("drained")).isFalse();
            assertThat(open.has("drain")).isFalse();
            node.drop();
        }
    }

    private static String node(String type, NodeId node, String... members) {
        String more = members.length == 0 ? "" : "," + members[0];
        return "{\"type\":\"" + type + "\",\"node_id\":\"" + node + "\"" + more + "}";
    }

    private static String listNodes(String state, boolean capabilities) {
        return "{\"type\":\"list_nodes\",\"state_filter\":%s,\"include_capabilities\":%s}"
                .formatted(state, capabilities);
    }
}
