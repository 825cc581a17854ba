package dev.clawgateway.server.dialect.api.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.dialect.api.ApiFixture;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NodeRoutesTest extends ApiFixture {
    private static final NodeId NODE = new NodeId(new UUID(7L << 32, 7));
    private static final String NAME = "node-00000007";
    private static final String PATH = "/nodes/" + NODE;
    private static final String NOBODY = "/nodes/6a0b8a5e-9d0c-4c57-8d0e-5e8f0d0a6f11";

    private RawClient node;

    @BeforeEach
    void connectNode() throws IOException {
        node = gateway.node(NODE, 2);
    }

    @AfterEach
    void disconnectNode() throws IOException {
        node.close();
    }

    private JsonNode shown() throws Exception {
        Reply reply = api.get(PATH);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }

    private void does(String method, String path, String body) throws Exception {
        Reply reply = api.send(method, PATH + path, body);
        assertThat(reply.status()).describedAs(reply.text("detail")).isEqualTo(200);
        assertThat(reply.body().path("changed").asBoolean(false)).isTrue();
    }

    @Test
    void showsANodeByItsIdAndByItsNameWithWhoHoldsItsDevices() throws Exception {
        String workload =
                api.post(
                                "/workloads",
                                "{'spec':{'image':'process','command':['./run'],'env':{},'gpu_count':1,"
                                        + "'memory_mb':0,'cpu_cores':0}}")
                        .text("workload_id");
        node.text(Frames.metrics(NODE, 93));
        await().until(() -> !shown().at("/devices/0/reading").isNull());

        JsonNode shown = shown();

        assertThat(shown.path("name").asString()).isEqualTo(NAME);
        assertThat(shown.path("state").asString()).isEqualTo("healthy");
        assertThat(shown.path("availability").asString()).isEqualTo("open");
        assertThat(shown.at("/gpu_use/allocated_milli").asInt()).isEqualTo(1000);
        assertThat(shown.at("/devices/0/holders/0/workload_id").asString()).isEqualTo(workload);
        assertThat(shown.at("/devices/0/reading/utilization_percent").asInt()).isEqualTo(93);
        assertThat(shown.at("/devices/1/holders").isEmpty()).isTrue();
        assertThat(shown.at("/devices/1/reading").isNull()).isTrue();
        assertThat(api.get("/nodes/" + NAME).body()).isEqualTo(shown);
        assertThat(api.get("/nodes/nobody").status()).isEqualTo(404);
        assertThat(api.get(NOBODY).text("code")).isEqualTo("not_found");
    }

    @Test
    void showsWhichAgentANodeRunsWhereItSaysSo() throws Exception {
        assertThat(shown().path("agent_version").isNull()).isTrue();
        NodeId other = new NodeId(new UUID(9L << 32, 9));
        try (RawClient speaks = gateway.connect()) {
            speaks.text(Frames.register(other, "speaks", 1, "\"agent_version\":\"0.7.1\""));
            speaks.expect("registered");

            assertThat(api.get("/nodes/speaks").at("/agent_version")).isEqualTo("0.7.1");
        }
    }

    @Test
    void aNameThatTwoNodesHaveNamesNeither() throws Exception {
        try (var _ = gateway.node(new NodeId(new UUID(7L << 32, 8)), 1)) {
            assertThat(api.get("/nodes/" + NAME).status()).isEqualTo(409);
        }
    }

    @Test
    void showsWhatDevicesMeasuredOfLateWithGapsWhereNothingWas() throws Exception {
        node.text(Frames.metrics(NODE, 40));
        await().until(() -> !api.get(PATH + "/readings").body().path("devices").isEmpty());

        JsonNode readings = api.get("/nodes/" + NAME + "/readings").body();

        assertThat(readings.path("step_secs").asInt()).isEqualTo(30);
        JsonNode use = readings.at("/devices/0/utilization_percent");
        assertThat(use).hasSize(120);
        assertThat(use.path(0).isNull()).isTrue();
        List<Integer> known = new ArrayList<>();
        use.forEach(point -> {
            if (!point.isNull()) {
                known.add(point.asInt());
            }
        });
        assertThat(known).containsExactly(40);
        assertThat(readings.at("/devices/0/power_watts/119").isNull()).isTrue();
        assertThat(api.get(NOBODY + "/readings").status()).isEqualTo(404);
    }

    @Test
    void listsThoseThatAreWantedPageByPage() throws Exception {
        NodeId other = new NodeId(new UUID(9L << 32, 9));
        try (var _ = gateway.node(other, 1)) {
            does("PUT", "/labels/zone", "{\"value\":\"a\"}");

            Reply first = api.get("/nodes?limit=1");
            String cursor = first.text("next_cursor");
            Reply second = api.get("/nodes?limit=1&cursor=" + cursor);

            assertThat(first.at("/items/0/name")).isEqualTo(NAME);
            assertThat(first.body().path("total").asInt()).isEqualTo(2);
            assertThat(first.body().path("revision").asLong()).isEqualTo(gateway.view().revision());
            assertThat(second.at("/items/0/node_id")).isEqualTo(other.toString());
            assertThat(second.body().path("next_cursor").isNull()).isTrue();
            assertThat(api.get("/nodes?limit=2&state=healthy&cursor=" + cursor).text("code"))
                    .isEqualTo("invalid_cursor");
            assertThat(count("label=zone=a")).isEqualTo(1);
            assertThat(count("label=zone=b")).isZero();
            assertThat(count("match=" + NAME)).isEqualTo(1);
            assertThat(count("match=00000009")).isEqualTo(1);
            assertThat(count("state=offline")).isZero();
            assertThat(count("model=nothing")).isZero();
        }
    }

    private int count(String filter) throws Exception {
        Reply reply = api.get("/nodes?" + filter);
        assertThat(reply.status()).isEqualTo(200);
        return reply.body().path("total").asInt(-1);
    }

    @Test
    void marksAreSetAndRemoved() throws Exception {
        does("PUT", "/labels/example.com%2Frack", "{\"value\":\"12\"}");
        does("PUT", "/taints/spot", "{\"value\":\"yes\"}");
        does(
                "PUT",
                "/conditions/gpu-unhealthy%2F1",
                "{\"satisfied\":true,\"reason\":\"fell off the bus\"}");

        JsonNode shown = shown();
        assertThat(shown.at("/labels/example.com~1rack").asString()).isEqualTo("12");
        assertThat(shown.at("/taints/0/key").asString()).isEqualTo("spot");
        assertThat(shown.at("/devices/1/unhealthy").asString()).isEqualTo("fell off the bus");
        assertThat(shown.at("/devices/1/unavailable_reason").asString()).isEqualTo("unhealthy");
        assertThat(shown.at("/gpu_use/unavailable_milli").asInt()).isEqualTo(1000);

        does("DELETE", "/labels/example.com%2Frack", "");
        does("DELETE", "/taints/spot", "");
        assertThat(shown().path("taints").isEmpty()).isTrue();
    }

    @Test
    void aNodeIsCordonedAndDrainedAndBack() throws Exception {
        does("POST", "/cordon", "{\"reason\":\"fans\"}");
        assertThat(shown().at("/cordon/reason").asString()).isEqualTo("fans");
        assertThat(shown().path("availability").asString()).isEqualTo("cordoned");
        does("POST", "/uncordon", "");
        does("POST", "/cordon", "");
        does("POST", "/uncordon", "");
        assertThat(shown().has("cordon")).isFalse();

        does("POST", "/drain", "{\"deadline_secs\":60}");
        assertThat(shown().at("/drain/phase").asString()).isEqualTo("drained");
        assertThat(shown().path("state").asString()).isEqualTo("draining");
        does("POST", "/undrain", "");
        assertThat(shown().path("state").asString()).isEqualTo("healthy");
    }

    @Test
    void aChangeMayBeMeantForOneRevisionAlone() throws Exception {
        String seen = shown().path("revision").asString();
        does("PUT", "/labels/zone", "{\"value\":\"a\"}");

        Reply late = api.send("POST", PATH + "/cordon", "", "If-Match", seen);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text("code")).isEqualTo("precondition_failed");
        String now = shown().path("revision").asString();
        assertThat(api.send("POST", PATH + "/cordon", "", "If-Match", '"' + now + '"').status())
                .isEqualTo(200);
    }

    @Test
    void aChangeUnderAKeyIsDoneOnce() throws Exception {
        assertThat(cordonedUnder("k1")).isEqualTo("true");
        does("POST", "/uncordon", "");

        assertThat(cordonedUnder("k1")).isEqualTo("true");
        assertThat(shown().has("cordon")).isFalse();
    }

    private String cordonedUnder(String key) throws Exception {
        return api.send("POST", PATH + "/cordon", "", "Idempotency-Key", key).text("changed");
    }

    @Test
    void aNodeIsDeletedOnceItIsAway() throws Exception {
        assertThat(api.send("DELETE", PATH, "").text("code")).isEqualTo("conflict");
        node.close();
        await().until(() -> shown().path("state").asString().equals("offline"));

        does("DELETE", "", "");

        assertThat(api.get(PATH).status()).isEqualTo(404);
    }

    @Test
    void lossesAreAcceptedOnlyWhereThereAreSome() throws Exception {
        Reply reply = api.post("/nodes/accept-losses", "");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.text("detail")).contains("silent");
    }

    @Test
    void aNodeRunsACommandAndItsAnswerIsShown() throws Exception {
        CompletableFuture<Reply> asked =
                CompletableFuture.supplyAsync(
                        () -> invoke("{'command':'echo','params':{'a':1},'timeout_secs':20}"));
        JsonNode order = node.message().path("payload");
        node.text(
                ("{\"type\":\"req\",\"id\":\"1\",\"method\":\"node.invoke.result\",\"params\":{\"id\":%s,"
                                + "\"nodeId\":\"%s\",\"ok\":true,\"payload\":{\"said\":\"a\"}}}")
                        .formatted(order.path("id"), NODE));

        Reply reply = asked.get();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/payload/said")).isEqualTo("a");
        assertThat(reply.body().path("error").isNull()).isTrue();
    }

    @Test
    void aCommandUnderAKeyIsRunOnce() throws Exception {
        String body = "{'command':'echo','params':{'a':1},'timeout_secs':20}";
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> invoke(body, "k"));
        JsonNode order = node.message().path("payload");
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> invoke(body, "k"));
        assertThat(invoke("{'command':'other'}", "k").text("code"))
                .isEqualTo("idempotency_mismatch");

        node.text(
                ("{\"type\":\"req\",\"id\":\"1\",\"method\":\"node.invoke.result\",\"params\":{\"id\":%s,"
                                + "\"nodeId\":\"%s\",\"ok\":true,\"payload\":{\"said\":\"a\"}}}")
                        .formatted(order.path("id"), NODE));

        assertThat(first.get().at("/payload/said")).isEqualTo("a");
        assertThat(second.get().body()).isEqualTo(first.get().body());
        assertThat(invoke(body, "k").body()).isEqualTo(first.get().body());
    }

    @Test
    void aCommandUnderAKeyIsNotRunAgainBecauseNoAnswerCame() throws Exception {
        String body = "{'command':'echo','timeout_secs':0.1}";
        assertThat(invoke(body, "k").status()).isEqualTo(503);
        assertThat(node.message().path("payload").path("command").asString()).isEqualTo("echo");

        assertThat(invoke(body, "k").status()).isEqualTo(503);
        CompletableFuture<Reply> another =
                CompletableFuture.supplyAsync(
                        () -> invoke("{'command':'next','timeout_secs':0.1}", "k2"));
        assertThat(node.message().path("payload").path("command").asString()).isEqualTo("next");
        another.get();
    }

    @Test
    void aCommandThatIsNotAnsweredInTimeIsUnavailable() {
        Reply reply = invoke("{'command':'echo','timeout_secs':0.1}");

        assertThat(reply.status()).isEqualTo(503);
    }

    private Reply invoke(String body, String key) {
        try {
            return api.post(PATH + "/invoke", body, "Idempotency-Key", key);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Reply invoke(String body) {
        try {
            return api.post(PATH + "/invoke", body);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 3339 knows offsets that no clock of this world has. */
    @Test
    void maintenanceTakesTimesWithAnyOffset() throws Exception {
        String window =
                "{'from':'2126-03-02T20:00:00-23:18','until':'2127-03-02T20:00:00Z',"
                        + "'selector':{'rack':'12'}}";

        Reply reply = api.send("PUT", "/maintenance/rack-12", window.replace('\'', '"'));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void maintenanceIsPlannedAndTakenBack() throws Exception {
        String window =
                "{'selector':{'rack':'12'},'from':'2126-03-02T20:00:00Z','until':'2126-03-02T22:00:00Z',"
                        + "'lead_secs':3600,'reason':'new switches'}";
        assertThat(
                        api.send("PUT", "/maintenance/rack-12", window.replace('\'', '"'))
                                .text("changed"))
                .isEqualTo("true");

        Reply listed = api.get("/maintenance");
        assertThat(listed.at("/items/0/name")).isEqualTo("rack-12");
        assertThat(listed.at("/items/0/phase")).isEqualTo("planned");
        assertThat(listed.at("/items/0/lead_secs")).isEqualTo("3600");
        assertThat(api.send("DELETE", "/maintenance/rack-12", "").text("changed"))
                .isEqualTo("true");
        assertThat(api.get("/maintenance").body().path("items").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | /nodes?limit=0                    | -                                   | 400",
                "GET    | /nodes?limit=1001                 | -                                   | 400",
                "GET    | /nodes?state=well                 | -                                   | 400",
                "GET    | /nodes?label=zone                 | -                                   | 400",
                "GET    | /nodes?cursor=x                   | -                                   | 400",
                "GET    | /nodes?watching=1                 | -                                   | 400",
                "PUT    | /nodes/ID/labels/zone             | {}                                  | 400",
                "PUT    | /nodes/ID/labels/zone             | {'value':1}                         | 400",
                "PUT    | /nodes/ID/labels/zone             | {'value':'a','more':1}              | 400",
                "PUT    | /nodes/NO/labels/zone             | {'value':'a'}                       | 404",
                "DELETE | /nodes/NO/labels/zone             | -                                   | 404",
                "PUT    | /nodes/NO/taints/zone             | {'value':'a'}                       | 404",
                "PUT    | /nodes/ID/conditions/Ready        | {'satisfied':'yes'}                 | 400",
                "PUT    | /nodes/NO/conditions/Ready        | {'satisfied':true}                  | 404",
                "POST   | /nodes/ID/cordon                  | {'reason':1}                        | 400",
                "POST   | /nodes/NO/cordon                  | {}                                  | 404",
                "POST   | /nodes/NO/uncordon                | -                                   | 404",
                "POST   | /nodes/ID/drain                   | {'deadline_secs':-1}                | 400",
                "POST   | /nodes/NO/drain                   | {}                                  | 404",
                "POST   | /nodes/NO/undrain                 | -                                   | 404",
                "DELETE | /nodes/NO                         | -                                   | 404",
                "POST   | /nodes/ID/invoke                  | {}                                  | 400",
                "POST   | /nodes/ID/invoke                  | {'command':''}                      | 400",
                "POST   | /nodes/ID/invoke                  | {'command':'x','timeout_secs':0}    | 400",
                "POST   | /nodes/NO/invoke                  | {'command':'x'}                     | 404",
                "PUT    | /maintenance/x                    | {'from':'now','until':'later'}      | 400",
                "PUT    | /maintenance/x                    | {'from':'2126-03-02T20:00:00Z'}     | 400",
                "DELETE | /maintenance/x                    | -                                   | 404",
                "GET    | /nodes/nobody/readings            | -                                   | 404",
            })
    void refusesWhatIsWrong(String method, String path, String body, int status) throws Exception {
        String whole = path.replace("ID", NODE.toString()).replace("/nodes/NO", NOBODY);
        String sent = body.equals("-") ? "" : body.replace('\'', '"');

        Reply reply = api.send(method, whole, sent);

        assertThat(reply.status()).describedAs(reply.text("detail")).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.text("code")).isNotEmpty();
    }
}
