package dev.clawgateway.server.dialect.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.dialect.discovery.DiscoveryHttp.Response;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the discovery dialect, row by row. */
class DiscoveryDialectTest {
    private static final int MANY = 200;

    private final MemoryStore store = new MemoryStore(1000);
    private TestGateway gateway;
    private DiscoveryHttp http;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(TestGatewayOptions.standard().with(store));
        http = new DiscoveryHttp(gateway.address());
    }

    @AfterEach
    void stop() {
        http.close();
        gateway.close();
    }

    private void restart() throws IOException {
        stop();
        start();
    }

    @Test
    void registersTheFirstMemberWithTheBootstrap() throws Exception {
        Response answer =
                http.post(
                        "/register",
                        "{'node_id':0,'ip_address':'10.0.0.1','port':'5001','capabilities':['raft',"
                                + "'gossip'],'metadata':{'role':'worker','n':[1,2.5]},'extra':1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("\"registered\"");
        assertThat(answer.text("node_id")).isEqualTo("0");
        assertThat(answer.text("is_bootstrap")).isEqualTo("true");
        assertThat(answer.text("bootstrap_owner")).isEqualTo("true");
        assertThat(answer.text("registry_version")).isEqualTo("1");
        assertThat(answer.nodes()).isEmpty();
        assertThat(answer.text("node_timeout")).isEqualTo("300");
        assertThat(answer.text("heartbeat_interval")).isEqualTo("30");
        assertThat(answer.text("leader"))
                .matches(
                        "\\{\"node_id\":0,\"ip_address\":\"10.0.0.1\",\"port\":5001,\"capabilities\":"
                                + "\\[\"raft\",\"gossip\"],\"status\":\"active\",\"last_seen\":[0-9.E]+,"
                                + "\"join_timestamp\":[0-9.E]+,\"metadata\":"
                                + "\\{\"role\":\"worker\",\"n\":\\[1,2.5]}}");
    }

    @Test
    void tellsALaterMemberOfThoseBefore() throws Exception {
        http.register("1");
        http.register("'2'");

        Response third = http.register("3");

        assertThat(third.text("is_bootstrap")).isEqualTo("false");
        assertThat(third.body().has("bootstrap_owner")).isFalse();
        assertThat(third.nodes()).containsExactly("1", "\"2\"");
        assertThat(third.text("registry_version")).isEqualTo("3");
    }

    @Test
    void updatesWhoRegistersAgain() throws Exception {
        http.register("2");
        http.post(
                "/register",
                "{'node_id':1,'ip_address':'a','port':1,'capabilities':[],'metadata':{'a':1,'b':2}}");

        Response again =
                http.post(
                        "/register",
                        "{'node_id':'1','ip_address':'b','port':2,'capabilities':['x'],"
                                + "'metadata':{'b':3}}");

        assertThat(again.text("status")).isEqualTo("\"updated\"");
        assertThat(again.text("node_id")).isEqualTo("\"1\"");
        assertThat(again.text("registry_version")).isEqualTo("2");
        assertThat(again.text("is_bootstrap")).isEqualTo("false");
        Response nodes = http.get("/nodes?node_id=2");
        assertThat(nodes.nodes()).containsExactly("1");
        assertThat(nodes.text("nodes"))
                .contains("\"ip_address\":\"b\",\"port\":2,\"capabilities\":[\"x\"]")
                .contains("\"metadata\":{\"a\":1,\"b\":3}");
    }

    @Test
    void repeatsTheBootstrapToItsOwnerUntilALeaderIsPosted() throws Exception {
        http.register("1");
        assertThat(http.register("1").text("bootstrap_owner")).isEqualTo("true");
        restart();
        assertThat(http.register("1").text("bootstrap_owner")).isEqualTo("true");
        assertThat(http.get("/stats").text("bootstrap_pending")).isEqualTo("true");

        http.post("/leader", "{'leader_id':1}");

        assertThat(http.register("1").body().has("bootstrap_owner")).isFalse();
        assertThat(http.get("/stats").text("bootstrap_pending")).isEqualTo("false");
    }

    @Test
    void givesNoBootstrapToWhoRejoins() throws Exception {
        Response answer =
                http.post("/register", DiscoveryHttp.member("1").replace("}", ",'rejoin':true}"));

        assertThat(answer.text("is_bootstrap")).isEqualTo("false");
        assertThat(answer.text("leader")).isEqualTo("null");
        assertThat(http.register("2").text("is_bootstrap")).isEqualTo("false");
    }

    @Test
    void listsAllButTheOneThatAsks() throws Exception {
        http.register("7");
        http.register("'b'");
        http.register("0");

        assertThat(http.get("/nodes").nodes()).containsExactly("7", "\"b\"", "0");
        assertThat(http.get("/nodes?node_id=7").nodes()).containsExactly("\"b\"", "0");
        assertThat(http.get("/nodes?node_id=0").nodes()).containsExactly("7", "\"b\"");
        assertThat(http.get("/nodes?node_id=x%20y").nodes()).hasSize(3);
        assertThat(http.get("/nodes?node_id=").nodes()).hasSize(3);
        assertThat(http.get("/nodes").text("registry_version")).isEqualTo("3");
    }

    @Test
    void knowsTheLeader() throws Exception {
        Response none = http.get("/leader");
        assertThat(none.text("leader")).isEqualTo("null");
        assertThat(none.body().propertyNames()).containsExactly("leader", "message");
        http.register("1");
        http.register("2");

        assertThat(http.post("/leader", "{'leader_id':'2'}").body().toString())
                .isEqualTo("{\"status\":\"updated\",\"leader_id\":\"2\"}");

        Response leader = http.get("/leader");
        assertThat(leader.body().path("leader").path("node_id").toString()).isEqualTo("2");
        assertThat(leader.text("registry_version")).isEqualTo("2");
        Response failed = http.post("/leader", "{'leader_id':9}");
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.text("status")).isEqualTo("\"failed\"");
        assertThat(failed.body().has("message")).isTrue();
    }

    @Test
    void hearsHeartbeats() throws Exception {
        http.register("0");

        assertThat(http.heartbeat("'0'").body().toString())
                .isEqualTo("{\"status\":\"acknowledged\",\"registry_version\":1,\"leader_id\":0}");
        Response unknown = http.heartbeat("1");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.body().toString()).isEqualTo("{\"status\":\"not_found\"}");
    }

    @Test
    void removesMembersAndWithThemTheLeader() throws Exception {
        http.register("1");
        http.register("2");

        assertThat(http.post("/remove", "{'node_id':'1'}").body().toString())
                .isEqualTo("{\"status\":\"removed\",\"node_id\":\"1\"}");

        assertThat(http.post("/remove", "{'node_id':1}").body().toString())
                .isEqualTo("{\"status\":\"not_found\",\"node_id\":1}");
        assertThat(http.get("/leader").text("leader")).isEqualTo("null");
        assertThat(http.get("/nodes").text("registry_version")).isEqualTo("3");
    }

    @Test
    void countsWhatIsThere() throws Exception {
        Response before = http.get("/stats");
        assertThat(before.text("bootstrap_initiated")).isEqualTo("false");
        assertThat(before.text("leader_id")).isEqualTo("null");
        http.register("1");
        http.register("2");

        Response stats = http.get("/stats");

        assertThat(stats.text("total_nodes")).isEqualTo("2");
        assertThat(stats.text("active_nodes")).isEqualTo("2");
        assertThat(stats.text("leader_id")).isEqualTo("1");
        assertThat(stats.text("registry_version")).isEqualTo("2");
        assertThat(stats.text("bootstrap_initiated")).isEqualTo("true");
        assertThat(stats.body().path("uptime").isNumber()).isTrue();
    }

    @Test
    void keepsTheRegistryAcrossARestart() throws Exception {
        http.register("'b'");
        http.register("1");
        http.post("/leader", "{'leader_id':1}");

        restart();

        assertThat(http.get("/nodes").nodes()).containsExactly("\"b\"", "1");
        assertThat(http.get("/stats").text("leader_id")).isEqualTo("1");
        assertThat(http.register("3").text("registry_version")).isEqualTo("3");
    }

    @Test
    void givesOneBootstrapToManyAtOnceAndNoneAfterARestart() throws Exception {
        assertThat(bootstraps(0)).isOne();
        assertThat(http.get("/stats").text("total_nodes")).isEqualTo(Integer.toString(MANY));

        restart();
        for (int id = 0; id < MANY; id++) {
            http.post("/remove", "{'node_id':" + id + "}");
        }

        assertThat(http.get("/stats").text("total_nodes")).isEqualTo("0");
        assertThat(bootstraps(MANY)).isZero();
    }

    /** How many of many members that register at once are told to found the cluster. */
    private long bootstraps(int firstId) throws Exception {
        List<Callable<Response>> members = new ArrayList<>();
        for (int id = firstId; id < firstId + MANY; id++) {
            String own = Integer.toString(id);
            members.add(() -> http.register(own));
        }
        long bootstraps = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> answer : threads.invokeAll(members)) {
                assertThat(answer.get().status()).isEqualTo(200);
                bootstraps += answer.get().text("is_bootstrap").equals("true") ? 1 : 0;
            }
        }
        return bootstraps;
    }

    @Test
    void startsOverWhenAnOperatorSaysSo() throws Exception {
        http.register("1");
        http.post("/remove", "{'node_id':1}");
        assertThat(http.register("2").text("is_bootstrap")).isEqualTo("false");

        Response reset = http.post("/api/v1/members/discovery/reset", "");

        assertThat(reset.body().toString())
                .isEqualTo("{\"removed_members\":1,\"registry_version\":4}");
        Response next = http.register("3");
        assertThat(next.text("is_bootstrap")).isEqualTo("true");
        assertThat(next.text("registry_version")).isEqualTo("5");
        assertThat(http.post("/leader", "{'leader_id':1}").text("status")).isEqualTo("\"failed\"");
        assertThat(http.register("1").body().has("bootstrap_owner")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/register  |                                        | Missing required field: node_id",
                "/register  | {}                                     | Missing required field: node_id",
                "/register  | {'node_id':1}                          | Missing required field: ip_address",
                "/register  | {'node_id':1,'ip_address':'a','capabilities':[]} | Missing required field: port",
                "/register  | {'node_id':1,'ip_address':'a','port':1} | Missing required field: capabilities",
                "/heartbeat |                                        | Missing node_id",
                "/remove    | {'node':1}                             | Missing node_id",
                "/leader    | {}                                     | Missing leader_id",
                "/register  | {                                      | Invalid JSON",
                "/heartbeat | [1]                                    | Invalid JSON",
                "/leader    | 7                                      | Invalid JSON",
            })
    void saysWhatIsWrong(String path, String body, String error) throws Exception {
        Response answer = http.post(path, body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().propertyNames())
                .containsExactly("error", "status_code", "timestamp");
        assertThat(answer.text("error")).isEqualTo('"' + error + '"');
        assertThat(answer.text("status_code")).isEqualTo("400");
        assertThat(answer.body().path("timestamp").isNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'node_id':1.5,'ip_address':'a','port':1,'capabilities':[]}",
                "{'node_id':true,'ip_address':'a','port':1,'capabilities':[]}",
                "{'node_id':'','ip_address':'a','port':1,'capabilities':[]}",
                "{'node_id':1,'ip_address':'','port':1,'capabilities':[]}",
                "{'node_id':1,'ip_address':7,'port':1,'capabilities':[]}",
                "{'node_id':1,'ip_address':'a','port':0,'capabilities':[]}",
                "{'node_id':1,'ip_address':'a','port':65536,'capabilities':[]}",
                "{'node_id':1,'ip_address':'a','port':'x','capabilities':[]}",
                "{'node_id':1,'ip_address':'a','port':1,'capabilities':'raft'}",
                "{'node_id':1,'ip_address':'a','port':1,'capabilities':[],'metadata':[]}",
            })
    void refusesInvalidData(String body) throws Exception {
        Response answer = http.post("/register", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).startsWith("\"Invalid data: ");
        assertThat(http.get("/stats").text("total_nodes")).isEqualTo("0");
    }

    @Test
    void takesNoMetadataForNone() throws Exception {
        http.post(
                "/register",
                "{'node_id':1,'ip_address':'a','port':65535,'capabilities':[],'metadata':null}");

        assertThat(http.get("/nodes").text("nodes")).contains("\"metadata\":{}");
    }

    @Test
    void answersWrongMethodsPathsAndSizesInTheSameForm() throws Exception {
        for (Response answer :
                List.of(
                        http.send("DELETE", "/register", ""),
                        http.get("/heartbeat"),
                        http.post("/stats", ""),
                        http.get("/nodes/1"),
                        http.post("/register", " ".repeat(70_000)))) {
            assertThat(answer.status()).isIn(404, 405, 413);
            assertThat(answer.body().propertyNames())
                    .containsExactly("error", "status_code", "timestamp");
            assertThat(answer.text("status_code")).isEqualTo(Integer.toString(answer.status()));
        }
        assertThat(http.get("/nodes/1").text("error")).isEqualTo("\"Not Found\"");
        assertThat(http.post("/register", " ".repeat(70_000)).status()).isEqualTo(413);
    }
}
