package dev.clawgateway.server.dialect.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.GatewayExtension;
import dev.clawgateway.server.fixture.RawClient;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Each row of the table that is about the gateway itself, its nodes, and all together. */
class CoordinatorTest {
    private static final NodeId NODE = NodeId.parse("11111111-2222-4333-8444-555555555555");

    @RegisterExtension final GatewayExtension extension = new GatewayExtension();
    private Curl curl;

    @BeforeEach
    void open() {
        curl = new Curl(extension.gateway().address());
    }

    @AfterEach
    void close() {
        curl.close();
    }

    @Test
    void tellsOfItself() throws Exception {
        extension.gateway().sweep();

        JsonNode body = curl.get("/api/cluster/status").body();

        JsonNode status = body.path("status");
        assertThat(UUID.fromString(status.path("id").asString())).isNotNull();
        assertThat(status.path("nodeId")).isEqualTo(status.path("id"));
        assertThat(status.path("url").asString()).startsWith("http://127.0.0.1:");
        assertThat(status.path("role").asString()).isEqualTo("coordinator");
        assertThat(status.path("status").asString()).isEqualTo("active");
        assertThat(status.path("coordinator").asBoolean()).isTrue();
        assertThat(status.path("uptime").isNumber()).isTrue();
        JsonNode memory = status.path("memoryUsage");
        assertThat(memory.path("used").asLong()).isPositive();
        assertThat(memory.path("total").asLong()).isGreaterThan(memory.path("used").asLong());
        assertThat(memory.path("percentage").asDouble()).isBetween(0.0, 100.0);
        assertThat(status.path("cpuUsage").isNumber() || status.path("cpuUsage").isNull()).isTrue();
        assertThat(status.path("activeConnections").asInt(-1)).isZero();
        assertThat(status.path("requestsPerSecond").asDouble(-1)).isZero();
        assertThat(status.path("errorRate").isNull()).isTrue();
        assertThat(body.path("config").toString())
                .isEqualTo(
                        "{\"enabled\":true,\"clusterId\":\"default-cluster\",\"coordinatorUrl\":null,"
                                + "\"heartbeatInterval\":30,\"healthCheckInterval\":10,"
                                + "\"nodeTimeout\":60,\"autoRegister\":true,"
                                + "\"defaultRole\":\"coordinator\",\"tags\":[]}");
        assertThat(body.path("serviceStatus").path("mode").asString()).isEqualTo("serving");
        assertThat(body.path("serviceStatus").path("serving").asBoolean()).isTrue();
        assertThat(body.path("serviceStatus").path("startTime").asString()).endsWith("Z");
    }

    @Test
    void tellsHowAllDo() throws Exception {
        curl.member("w1", "http://a");
        curl.member("w2", "http://b");
        curl.member("w3", "http://c");
        curl.send("PATCH", "/cluster/nodes/w2/disable", "");
        curl.post(
                "/cluster/heartbeat/w1",
                "{\"metadata\":{\"cpuUsage\":12.5,\"memoryUsage\":{\"used\":1},\"uptime\":77.5}}");
        curl.post("/cluster/heartbeat/w3", "{\"status\":\"error\"}");

        JsonNode health = curl.get("/cluster/health").body().path("health");

        assertThat(health.path("totalNodes").asInt()).isEqualTo(4);
        assertThat(health.path("activeNodes").asInt()).isEqualTo(2);
        assertThat(health.path("inactiveNodes").asInt()).isZero();
        assertThat(health.path("disabledNodes").asInt()).isEqualTo(1);
        assertThat(health.path("unhealthyNodes").asInt()).isEqualTo(1);
        assertThat(health.path("coordinatorHealthy").asBoolean()).isTrue();
        assertThat(health.path("lastUpdated")).isEqualTo(health.path("lastUpdate"));
        JsonNode first = health.path("nodes").path(1);
        assertThat(first.path("nodeId").asString()).isEqualTo("w1");
        assertThat(first.path("cpuUsage").asDouble()).isEqualTo(12.5);
        assertThat(first.path("memoryUsage").toString()).isEqualTo("{\"used\":1}");
        assertThat(first.path("uptime").asDouble()).isEqualTo(77.5);
        assertThat(first.path("responseTime").isNull()).isTrue();
        assertThat(first.propertyNames()).doesNotContain("errorRate", "requestsPerSecond");
        JsonNode second = health.path("nodes").path(2);
        assertThat(second.path("uptime").isNumber()).isTrue();
        assertThat(second.propertyNames()).doesNotContain("cpuUsage");
    }

    @Test
    void placesNothingNewInMaintenance() throws Exception {
        try (RawClient _ = extension.gateway().node(NODE, 8);
                RawClient cli = extension.gateway().cli()) {
            Curl.Reply off = curl.post("/cluster/disable-serving", "");

            assertThat(off.status()).isEqualTo(200);
            assertThat(off.text("message")).contains("maintenance");
            assertThat(off.body().path("status").path("mode").asString()).isEqualTo("maintenance");
            assertThat(off.body().path("status").path("enabled").asBoolean(true)).isFalse();
            String changedAt = off.body().path("status").path("changedAt").asString();
            cli.text(Frames.start(1));
            cli.expectError(1004);
            JsonNode again = curl.post("/cluster/disable-serving", "").body().path("status");
            assertThat(again.path("changedAt").asString()).isEqualTo(changedAt);
            assertThat(
                            curl.get("/cluster/service-status")
                                    .body()
                                    .path("status")
                                    .path("mode")
                                    .asString())
                    .isEqualTo("maintenance");

            curl.post("/api/cluster/enable-serving", "");
            cli.ask(Frames.start(1), "workload_started");
        }
    }

    @Test
    void tellsOfTheService() throws Exception {
        JsonNode body = curl.get("/cluster/service-status").body();

        assertThat(body.path("status").path("mode").asString()).isEqualTo("serving");
        assertThat(body.path("status").path("enabled").asBoolean()).isTrue();
        assertThat(body.path("nodeStatus").path("id").asString()).isEqualTo(curl.own());
    }

    @Test
    void listsNodesAndCordonsThem() throws Exception {
        try (RawClient _ = extension.gateway().node(NODE, 8);
                RawClient cli = extension.gateway().cli()) {
            JsonNode node = curl.get("/cluster/nodes/" + NODE).body().path("node");
            assertThat(node.path("url").asString()).isEqualTo("node://node-11111111");
            assertThat(node.path("role").asString()).isEqualTo("worker");
            assertThat(node.path("status").asString()).isEqualTo("active");

            curl.send("PATCH", "/cluster/nodes/" + NODE + "/disable", "");
            assertThat(curl.status(NODE.toString())).isEqualTo("disabled");
            cli.text(Frames.start(1));
            cli.expectError(1004);

            curl.send("PATCH", "/cluster/nodes/" + NODE + "/enable", "");
            assertThat(curl.status(NODE.toString())).isEqualTo("active");
            cli.ask(Frames.start(1), "workload_started");
            assertThat(curl.send("DELETE", "/cluster/nodes/" + NODE, "").status()).isEqualTo(409);
            assertThat(curl.post("/cluster/heartbeat/" + NODE, "").status()).isEqualTo(409);
            assertThat(
                            curl.post(
                                            "/cluster/register",
                                            "{\"id\":\"" + NODE + "\",\"url\":\"http://a\"}")
                                    .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void saysThatItIsThere() throws Exception {
        Curl.Reply reply = curl.get("/api/health");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("status")).isEqualTo("healthy");
        assertThat(reply.text("version")).isEqualTo("1.2.3");
        assertThat(reply.body().path("uptime").isNumber()).isTrue();
        assertThat(curl.get("/api/config").status()).isEqualTo(404);
    }
}
