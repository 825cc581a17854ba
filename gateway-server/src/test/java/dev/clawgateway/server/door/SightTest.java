package dev.clawgateway.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.RoleAccess;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.server.fixture.TokenDesk;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What somebody with a limited credential sees, over the wire: the workloads within the limits, and
 * of all others nothing, not even that they are there.
 */
class SightTest {
    private static final int PERMISSION_DENIED = 1005;
    private static final int NO_SUCH_WORKLOAD = 1002;
    private static final NodeId ONE = new NodeId(new UUID(1, 1));
    private static final NodeId TWO = new NodeId(new UUID(2, 2));
    private static final String NOBODYS = "0badf00d-0000-4000-8000-000000000000";
    private static final Rights RED = new Rights(Role.OPERATOR, List.of("red"), false);

    @RegisterExtension
    final GatewayExtension gateways =
            new GatewayExtension(
                    TestGatewayOptions.standard()
                            .with(
                                    new TokenDesk()
                                            .give("one", new Principal.Node(ONE))
                                            .give("two", new Principal.Node(TWO))
                                            .give("admin", "ann", Rights.of(Role.ADMIN))
                                            .give("operator", "olga", Rights.of(Role.OPERATOR))
                                            .give("other", "otto", Rights.of(Role.OPERATOR))
                                            .give("red", "rita", RED)
                                            .give(
                                                    "redadmin",
                                                    "rosa",
                                                    new Rights(Role.ADMIN, List.of("red"), false))
                                            .give(
                                                    "own",
                                                    "otto",
                                                    new Rights(Role.OPERATOR, null, true)))
                            .withAccess(new RoleAccess()));

    private RawClient as(String token) throws IOException {
        RawClient client =
                RawClient.connect(new Socket(), gateways.gateway().address(), "/?token=" + token);
        if (!token.equals("one") && !token.equals("two")) {
            client.text(Frames.HELLO);
            client.expect("welcome");
        }
        return client;
    }

    private RawClient node(String token, NodeId id) throws IOException {
        RawClient node = as(token);
        node.text(Frames.register(id, token, 1));
        node.expect("registered");
        return node;
    }

    @BeforeEach
    void declare() throws IOException {
        try (RawClient admin = as("admin")) {
            for (String name : List.of("red", "blue")) {
                admin.ask(
                        "{\"type\":\"set_virtual_cluster\",\"name\":\"" + name + "\"}",
                        "virtual_cluster_set");
            }
        }
    }

    private static String start(String cluster, String more) {
        String spec = Frames.spec(1);
        return "{\"type\":\"start_workload\",\"node_id\":null,\"queue\":true,\"spec\":"
                + spec.substring(0, spec.length() - 1)
                + ",\"scheduling\":{\"virtual_cluster\":\""
                + cluster
                + "\""
                + more
                + "}}}";
    }

    private static String submit(RawClient operator, String cluster) throws IOException {
        return submit(operator, cluster, "");
    }

    private static String submit(RawClient operator, String cluster, String more)
            throws IOException {
        return operator.ask(start(cluster, more), "scheduling_status")
                .path("workload_id")
                .asString();
    }

    private static List<String> ids(JsonNode reply, String list) {
        return StreamSupport.stream(reply.path(list).spliterator(), false)
                .map(entry -> entry.path("workload_id").asString())
                .toList();
    }

    @Test
    void submitsWithinTheLimitsAlone() throws Exception {
        try (RawClient red = as("red");
                RawClient admin = as("admin")) {
            red.text(start("blue", ""));
            JsonNode refused = red.expectError(PERMISSION_DENIED);
            red.text(start("no-such-cluster", ""));
            JsonNode unknown = red.expectError(PERMISSION_DENIED);
            red.text(start("default", ""));
            red.expectError(PERMISSION_DENIED);
            red.text(start("blue", "").replace("start_workload", "plan_workload"));
            red.expectError(PERMISSION_DENIED);

            assertThat(refused.path("message").asString())
                    .isEqualTo(
                            "workloads.submit in virtual cluster 'blue' is not allowed: this"
                                    + " credential is limited to virtual cluster red");
            // Whether there is such a virtual cluster is nobody's business who may not use it.
            assertThat(unknown.path("message").asString().replace("no-such-cluster", "blue"))
                    .isEqualTo(refused.path("message").asString());
            assertThat(ids(admin.ask("{\"type\":\"list_workloads\"}", "workloads"), "workloads"))
                    .isEmpty();
            assertThat(submit(red, "red")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "redadmin"})
    void listsAndCountsWhatIsInSight(String token) throws Exception {
        try (RawClient admin = as("admin");
                RawClient limited = as(token)) {
            String red = submit(admin, "red");
            submit(admin, "blue");
            submit(admin, "blue");
            String gate =
                    ",\"scheduling_gates\":[{\"name\":\"g\",\"reason\":\"r\",\"controller\":\"c\"}]";
            String redGated = submit(admin, "red", gate);
            submit(admin, "blue", gate);

            JsonNode all = limited.ask("{\"type\":\"list_workloads\"}", "workloads");
            assertThat(ids(all, "workloads")).containsExactly(red, redGated);
            assertThat(all.path("total").asInt()).isEqualTo(2);
            JsonNode part = limited.ask("{\"type\":\"list_workloads\",\"limit\":1}", "workloads");
            assertThat(ids(part, "workloads")).containsExactly(red);
            assertThat(part.path("total").asInt()).isEqualTo(2);
            JsonNode gated = limited.ask("{\"type\":\"list_gated_workloads\"}", "gated_workloads");
            assertThat(ids(gated, "workloads")).containsExactly(redGated);
            assertThat(gated.path("total").asInt()).isEqualTo(1);
            JsonNode queue = limited.ask("{\"type\":\"list_queue\"}", "queue");
            assertThat(ids(queue, "workloads")).containsExactly(red);
            assertThat(queue.path("total").asInt()).isEqualTo(1);
            JsonNode clusters =
                    limited.ask("{\"type\":\"list_virtual_clusters\"}", "virtual_clusters");
            assertThat(clusters.path("virtual_clusters")).hasSize(1);
            assertThat(clusters.toString()).contains("red").doesNotContain("blue");
        }
    }

    @Test
    void listsTheHoldersOwnAlone() throws Exception {
        try (RawClient olga = as("operator");
                RawClient own = as("own")) {
            submit(olga, "red");
            String ottos = submit(own, "blue");

            JsonNode all = own.ask("{\"type\":\"list_workloads\"}", "workloads");
            assertThat(ids(all, "workloads")).containsExactly(ottos);
            assertThat(all.path("total").asInt()).isEqualTo(1);
            JsonNode queue = own.ask("{\"type\":\"list_queue\"}", "queue");
            assertThat(ids(queue, "workloads")).containsExactly(ottos);
            assertThat(queue.path("total").asInt()).isEqualTo(1);
        }
    }

    /** The same answer, to the letter, as for an id that nobody knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"get_workload\",\"workload_id\":\"ID\"}",
                "{\"type\":\"stop_workload\",\"workload_id\":\"ID\",\"force\":false}",
                "{\"type\":\"clear_gate\",\"workload_id\":\"ID\",\"gate_name\":\"g\"}",
                "{\"type\":\"get_scheduling_status\",\"workload_id\":\"ID\"}",
                "{\"type\":\"explain_workload\",\"workload_id\":\"ID\"}",
                "{\"type\":\"get_logs\",\"workload_id\":\"ID\",\"tail\":null,\"include_stderr\":true}",
                "{\"type\":\"list_workloads\",\"match\":\"ID\"}",
                "{\"type\":\"list_workloads\",\"group\":\"ID\"}",
            })
    void answersOfWhatIsOutsideAsOfWhatIsNot(String question) throws Exception {
        try (RawClient node = node("one", ONE);
                RawClient admin = as("admin");
                RawClient limited = as("redadmin");
                RawClient own = as("own")) {
            String blue =
                    admin.ask(start("blue", ""), "scheduling_status")
                            .path("workload_id")
                            .asString();
            node.expect("start_workload");
            node.text(Frames.logs(blue, false, "secret"));
            node.text(Frames.update(blue, "running"));
            node.text(Frames.heartbeat(ONE));
            node.expect("heartbeat_ack");

            for (RawClient somebody : List.of(limited, own)) {
                somebody.text(question.replace("ID", NOBODYS));
                String unknown = somebody.message().toString();
                somebody.text(question.replace("ID", blue));
                String outside = somebody.message().toString();

                assertThat(outside.replace(blue, NOBODYS)).isEqualTo(unknown);
            }
            assertThat(
                            admin.ask(
                                            "{\"type\":\"get_workload\",\"workload_id\":\""
                                                    + blue
                                                    + "\"}",
                                            "workload")
                                    .toString())
                    .contains("running");
        }
    }

    @Test
    void anOperatorStopsItsOwnAndNobodyElses() throws Exception {
        try (RawClient olga = as("operator");
                RawClient otto = as("other");
                RawClient admin = as("admin")) {
            String olgas = submit(olga, "red");
            String stop =
                    "{\"type\":\"stop_workload\",\"workload_id\":\""
                            + olgas
                            + "\",\"force\":false}";

            otto.text(stop);
            assertThat(otto.expectError(PERMISSION_DENIED).path("message").asString())
                    .isEqualTo(
                            "workloads.stop of another's workload needs the role admin; this"
                                    + " credential has the role operator");
            otto.text("{\"type\":\"get_workload\",\"workload_id\":\"" + olgas + "\"}");
            assertThat(otto.expect("workload").toString()).contains("pending");
            olga.ask(stop, "workload_stopped");

            String ottos = submit(otto, "red");
            admin.ask(stop.replace(olgas, ottos), "workload_stopped");
            otto.text(stop.replace(olgas, NOBODYS));
            otto.expectError(NO_SUCH_WORKLOAD);
        }
    }

    /** The node of every word is that of the session; the output is of what runs on it. */
    @Test
    void aNodeSaysNothingOfWhatRunsOnAnother() throws Exception {
        try (RawClient admin = as("admin");
                RawClient one = node("one", ONE)) {
            String workload = submit(admin, "red");
            one.expect("start_workload");
            one.text(Frames.update(workload, "running"));
            one.text(Frames.logs(workload, false, "true"));
            one.text(Frames.heartbeat(ONE));
            one.expect("heartbeat_ack");
            try (RawClient two = node("two", TWO)) {
                two.text(Frames.logs(workload, false, "forged"));
                two.text(Frames.update(workload, "failed"));
                two.text(Frames.heartbeat(ONE)); // as the other: told off
                two.expect("error");
                two.text(Frames.heartbeat(TWO));
                two.expect("heartbeat_ack");
            }

            JsonNode logs =
                    admin.ask(
                            "{\"type\":\"get_logs\",\"workload_id\":\""
                                    + workload
                                    + "\",\"tail\":null,\"include_stderr\":true}",
                            "logs");
            assertThat(logs.path("stdout_lines").toString())
                    .contains("true")
                    .doesNotContain("forged");
            assertThat(
                            admin.ask(
                                            "{\"type\":\"get_workload\",\"workload_id\":\""
                                                    + workload
                                                    + "\"}",
                                            "workload")
                                    .toString())
                    .contains("running")
                    .doesNotContain("failed");
        }
    }

    /** Not the admin either: values of environment variables are the node's alone. */
    @Test
    void nobodyIsShownValuesOfTheEnvironment() throws Exception {
        try (RawClient one = node("one", ONE);
                RawClient olga = as("operator");
                RawClient admin = as("admin")) {
            String start = start("red", "").replace("\"env\":{}", "\"env\":{\"KEY\":\"s3cret\"}");
            String workload = olga.ask(start, "scheduling_status").path("workload_id").asString();
            assertThat(one.expect("start_workload").toString()).contains("s3cret");

            for (String question :
                    List.of(
                            "{\"type\":\"get_workload\",\"workload_id\":\"ID\"}",
                            "{\"type\":\"list_workloads\"}",
                            "{\"type\":\"get_scheduling_status\",\"workload_id\":\"ID\"}",
                            "{\"type\":\"explain_workload\",\"workload_id\":\"ID\"}")) {
                for (RawClient somebody : List.of(olga, admin)) {
                    somebody.text(question.replace("ID", workload));
                    assertThat(somebody.message().toString())
                            .contains(question.contains("get_workload") ? "KEY" : "")
                            .doesNotContain("s3cret");
                }
            }
        }
    }

    /** What belongs to all is changed by nobody whose credential is limited. */
    @Test
    void aLimitedAdminChangesNothingOfTheWholeFleet() throws Exception {
        Map<String, String> changes =
                Map.of(
                        "{\"type\":\"drain_node\",\"node_id\":\"" + ONE + "\",\"drain\":true}",
                        "nodes.drain",
                        "{\"type\":\"set_virtual_cluster\",\"name\":\"red\",\"weight\":9}",
                        "virtual-clusters.set",
                        "{\"type\":\"set_serving\",\"serving\":false}",
                        "gateway.serving",
                        "{\"type\":\"node_invoke\",\"node_id\":\"" + ONE + "\",\"command\":\"x\"}",
                        "nodes.invoke");
        try (RawClient limited = as("redadmin")) {
            for (Map.Entry<String, String> change : changes.entrySet()) {
                limited.text(change.getKey());
                assertThat(limited.expectError(PERMISSION_DENIED).path("message").asString())
                        .isEqualTo(
                                change.getValue()
                                        + " concerns the whole fleet: this credential is limited"
                                        + " to virtual cluster red");
            }
        }
    }
}
