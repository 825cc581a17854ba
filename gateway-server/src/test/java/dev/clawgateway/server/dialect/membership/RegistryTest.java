package dev.clawgateway.server.dialect.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.fixture.GatewayExtension;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each row of the table that is about members. */
class RegistryTest {
    private static final String ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

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
    void registersWithAllDefaults() throws Exception {
        Curl.Reply reply = curl.post("/cluster/register", "{\"url\":\"http://127.0.0.1:4402\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("success").asBoolean()).isTrue();
        JsonNode node = reply.body().path("node");
        assertThat(UUID.fromString(node.path("id").asString())).isNotNull();
        assertThat(node.path("url").asString()).isEqualTo("http://127.0.0.1:4402");
        assertThat(node.path("clusterId").asString()).isEqualTo("default-cluster");
        assertThat(node.path("role").asString()).isEqualTo("worker");
        assertThat(node.path("status").asString()).isEqualTo("active");
        assertThat(node.path("tags").toString()).isEqualTo("[]");
        assertThat(node.path("capabilities").toString()).isEqualTo("{}");
        assertThat(node.path("metadata").toString()).isEqualTo("{}");
        assertThat(node.path("lastSeen").asString()).matches(ISO);
        assertThat(node.path("createdAt").asString()).matches(ISO);
        assertThat(node.propertyNames()).doesNotContain("version", "region", "zone");
    }

    @Test
    void echoesEverythingItWasTold() throws Exception {
        String card =
                """
                {"id":"any string / at all","url":"https://proxy.example/base","clusterId":"blue",
                 "role":"backup","tags":["a","b"],"capabilities":{"cache":true,"x":{"y":[1,2.5]}},
                 "metadata":{"startTime":"2024-01-15T10:30:00.000Z","big":12345678901234567890},
                 "version":"v1","region":"eu","zone":"a","unknown":1}\
                """;

        JsonNode node = curl.post("/api/cluster/register", card).body().path("node");

        assertThat(node.path("id").asString()).isEqualTo("any string / at all");
        assertThat(node.path("role").asString()).isEqualTo("backup");
        assertThat(node.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(node.path("capabilities").toString())
                .isEqualTo("{\"cache\":true,\"x\":{\"y\":[1,2.5]}}");
        assertThat(node.path("metadata").path("big").toString()).isEqualTo("12345678901234567890");
        assertThat(node.path("version").asString()).isEqualTo("v1");
        assertThat(node.path("region").asString()).isEqualTo("eu");
        assertThat(node.path("zone").asString()).isEqualTo("a");
        assertThat(node.propertyNames()).doesNotContain("unknown");
        Curl.Reply shown = curl.get("/cluster/nodes/any%20string%20%2F%20at%20all");
        assertThat(shown.body().path("node").path("clusterId").asString()).isEqualTo("blue");
    }

    @Test
    void keepsWhenItJoinedAndAnOperatorsDisableOverARegistration() throws Exception {
        JsonNode first = curl.member("w1", "http://127.0.0.1:4402");
        assertThat(curl.send("PATCH", "/cluster/nodes/w1/disable", "").status()).isEqualTo(200);

        JsonNode again = curl.member("w1", "http://127.0.0.1:9");

        assertThat(again.path("createdAt")).isEqualTo(first.path("createdAt"));
        assertThat(again.path("url").asString()).isEqualTo("http://127.0.0.1:9");
        assertThat(again.path("status").asString()).isEqualTo("disabled");
        curl.send("PATCH", "/cluster/nodes/w1/enable", "{\"status\":\"active\"}");
        assertThat(curl.status("w1")).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "nonsense",
                "{\"url\":7}",
                "{\"url\":\"ftp://x\"}",
                "{\"url\":\"http://\"}",
                "{\"url\":\"http://a\",\"role\":\"boss\"}",
                "{\"url\":\"http://a\",\"id\":\"\"}",
                "{\"url\":\"http://a\",\"id\":7}",
                "{\"url\":\"http://a\",\"tags\":\"x\"}",
                "{\"url\":\"http://a\",\"tags\":[1]}",
                "{\"url\":\"http://a\",\"metadata\":[]}"
            })
    void saysWhatIsWrongWithARegistration(String body) throws Exception {
        Curl.Reply reply = curl.post("/cluster/register", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("success").asBoolean(true)).isFalse();
        assertThat(reply.text("error")).isEqualTo("Bad Request");
        assertThat(reply.text("code")).isEqualTo("BAD_REQUEST");
        assertThat(reply.text("message")).isNotEmpty();
        assertThat(reply.body().path("details").toString()).isEqualTo("{}");
    }

    @Test
    void takesNullAsAbsent() throws Exception {
        Curl.Reply reply =
                curl.post(
                        "/cluster/register",
                        "{\"id\":null,\"url\":\"http://a\",\"role\":null,\"tags\":null,\"metadata\":null}");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void mergesWhatHeartbeatsSay() throws Exception {
        curl.post(
                "/cluster/register",
                "{\"id\":\"w1\",\"url\":\"http://a\",\"metadata\":{\"a\":1,\"b\":1},\"capabilities\":{\"c\":1}}");

        Curl.Reply reply =
                curl.post(
                        "/cluster/heartbeat/w1",
                        "{\"status\":\"maintenance\",\"metadata\":{\"b\":2},\"capabilities\":{\"d\":null}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("acknowledged").asBoolean()).isTrue();
        assertThat(reply.text("message")).isNotEmpty();
        assertThat(reply.text("timestamp")).matches(ISO);
        JsonNode node = curl.get("/cluster/nodes/w1").body().path("node");
        assertThat(node.path("metadata").toString()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(node.path("capabilities").toString()).isEqualTo("{\"c\":1,\"d\":null}");
        assertThat(node.path("status").asString()).isEqualTo("maintenance");
        assertThat(Instant.parse(node.path("lastSeen").asString()))
                .isAfterOrEqualTo(Instant.parse(node.path("createdAt").asString()));
    }

    @Test
    void takesAHeartbeatWithoutABody() throws Exception {
        curl.member("w1", "http://a");

        assertThat(curl.post("/api/cluster/heartbeat/w1", "").status()).isEqualTo(200);
        assertThat(curl.status("w1")).isEqualTo("active");
    }

    @Test
    void letsNoMemberOverruleAnOperator() throws Exception {
        curl.member("w1", "http://a");
        curl.send("PATCH", "/cluster/nodes/w1/disable", "{}");

        curl.post("/cluster/heartbeat/w1", "{\"status\":\"active\"}");

        assertThat(curl.status("w1")).isEqualTo("disabled");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /cluster/heartbeat/nobody",
        "GET, /cluster/nodes/nobody",
        "PATCH, /cluster/nodes/nobody/enable",
        "PATCH, /api/cluster/nodes/nobody/disable",
        "DELETE, /cluster/nodes/nobody"
    })
    void knowsNobodyOfThatName(String method, String path) throws Exception {
        Curl.Reply reply = curl.send(method, path, "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("error")).isEqualTo("Node Not Found");
        assertThat(reply.text("code")).isEqualTo("NODE_NOT_FOUND");
    }

    @Test
    void keepsItsOwnEntry() throws Exception {
        String own = curl.own();

        assertThat(curl.post("/cluster/register", "{\"id\":\"" + own + "\",\"url\":\"http://a\"}"))
                .extracting(Curl.Reply::status)
                .isEqualTo(409);
        assertThat(curl.post("/cluster/heartbeat/" + own, "").status()).isEqualTo(409);
        assertThat(curl.send("DELETE", "/cluster/nodes/" + own, "").status()).isEqualTo(409);
        assertThat(curl.send("PATCH", "/cluster/nodes/" + own + "/enable", "").status())
                .isEqualTo(409);
        assertThat(curl.send("PATCH", "/cluster/nodes/" + own + "/disable", "").text("code"))
                .isEqualTo("CONFLICT");
        assertThat(curl.status(own)).isEqualTo("active");
    }

    @Test
    void listsInTheOrderOfJoiningAndBySomeTraits() throws Exception {
        curl.member("w2", "http://b");
        curl.member("w1", "http://a");
        curl.post(
                "/cluster/register",
                "{\"id\":\"w3\",\"url\":\"http://c\",\"clusterId\":\"blue\",\"role\":\"backup\"}");
        curl.send("PATCH", "/cluster/nodes/w1/disable", "");

        JsonNode all = curl.get("/cluster/nodes").body();

        assertThat(all.path("total").asInt()).isEqualTo(4);
        assertThat(ids(all)).isEqualTo(curl.own() + ",w2,w1,w3");
        assertThat(ids(curl.get("/cluster/nodes?role=coordinator").body())).isEqualTo(curl.own());
        assertThat(ids(curl.get("/cluster/nodes?clusterId=blue").body())).isEqualTo("w3");
        assertThat(ids(curl.get("/cluster/nodes?status=disabled").body())).isEqualTo("w1");
        assertThat(ids(curl.get("/cluster/nodes?status=active&role=worker").body()))
                .isEqualTo("w2");
        assertThat(curl.get("/cluster/nodes?status=gone").status()).isEqualTo(400);
        assertThat(curl.get("/cluster/nodes?role=boss").status()).isEqualTo(400);
    }

    private static String ids(JsonNode list) {
        StringBuilder ids = new StringBuilder();
        list.path("nodes")
                .forEach(node ->
                        ids.append(ids.isEmpty() ? "" : ",").append(node.path("id").asString()));
        return ids.toString();
    }

    @Test
    void removesAMember() throws Exception {
        curl.member("w1", "http://a");

        Curl.Reply reply = curl.send("DELETE", "/cluster/nodes/w1", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("message")).contains("w1");
        assertThat(curl.get("/cluster/nodes/w1").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /cluster/nodes, 405", "GET, /cluster/register, 405", "GET, /cluster/x, 404"})
    void refusesOtherWaysInItsOwnForm(String method, String path, int status) throws Exception {
        Curl.Reply reply = curl.send(method, path, "");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().path("success").asBoolean(true)).isFalse();
        assertThat(reply.text("code"))
                .isEqualTo(status == 404 ? "NOT_FOUND" : "METHOD_NOT_ALLOWED");
    }

    @Test
    void refusesBodiesThatAreTooLong() throws Exception {
        Curl.Reply reply =
                curl.post(
                        "/cluster/register",
                        "{\"url\":\"http://a\",\"x\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text("code")).isEqualTo("REQUEST_ENTITY_TOO_LARGE");
    }
}
