package dev.clawgateway.server.dialect.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of members that are not heard, with time moved by hand. */
class MemberSilenceTest {
    private static final Duration STEP = Duration.ofSeconds(5);

    private final MovableTime time = new MovableTime();
    private final Store store = new MemoryStore(1000);
    private TestGateway gateway;
    private Curl curl;

    @BeforeEach
    void open() throws IOException {
        start();
    }

    private void start() throws IOException {
        gateway = new TestGateway(TestGatewayOptions.standard().with(time).with(store));
        curl = new Curl(gateway.address());
    }

    @AfterEach
    void close() {
        curl.close();
        gateway.close();
    }

    /** Lets time pass as it does: looked at all along. */
    private void pass(Duration duration, String... heard) throws Exception {
        for (Duration gone = Duration.ZERO; gone.compareTo(duration) < 0; gone = gone.plus(STEP)) {
            time.advance(STEP);
            for (String id : heard) {
                curl.post("/cluster/heartbeat/" + id, "");
            }
            gateway.sweep();
        }
    }

    private void awaitStatus(String id, String status) {
        await().untilAsserted(() -> assertThat(curl.status(id)).isEqualTo(status));
    }

    @Test
    void holdsWhoIsNotHeardInactiveUntilTheNextHeartbeat() throws Exception {
        curl.member("w1", "http://a");
        curl.member("w2", "http://b");
        JsonNode before = curl.get("/cluster/nodes/w1").body().path("node").path("lastSeen");

        pass(Duration.ofSeconds(55), "w2");
        assertThat(curl.status("w1")).isEqualTo("active");
        pass(Duration.ofSeconds(15), "w2");

        awaitStatus("w1", "inactive");
        assertThat(curl.status("w2")).isEqualTo("active");
        assertThat(curl.get("/cluster/nodes/w1").body().path("node").path("lastSeen"))
                .isEqualTo(before);
        assertThat(curl.get("/cluster/health").body().path("health").path("inactiveNodes").asInt())
                .isEqualTo(1);

        assertThat(curl.post("/cluster/heartbeat/w1", "").status()).isEqualTo(200);
        assertThat(curl.status("w1")).isEqualTo("active");
    }

    @Test
    void staysInactiveWhenEnabledWhileItIsNotHeard() throws Exception {
        curl.member("w1", "http://a");
        pass(Duration.ofSeconds(70));
        awaitStatus("w1", "inactive");

        curl.send("PATCH", "/cluster/nodes/w1/disable", "");
        assertThat(curl.status("w1")).isEqualTo("disabled");
        curl.send("PATCH", "/cluster/nodes/w1/enable", "");

        assertThat(curl.status("w1")).isEqualTo("inactive");
    }

    @Test
    void letsAWorkerComeBackUnderANewId() throws Exception {
        curl.member("old", "http://a");
        pass(Duration.ofSeconds(70));
        awaitStatus("old", "inactive");

        curl.member("new", "http://a");

        assertThat(curl.get("/cluster/nodes/old").status()).isEqualTo(404);
        assertThat(curl.status("new")).isEqualTo("active");
    }

    @Test
    void forgetsAfterADayOfSilence() throws Exception {
        curl.member("w1", "http://a");
        pass(Duration.ofSeconds(70));
        awaitStatus("w1", "inactive");
        gateway.sweep();

        time.advance(Duration.ofHours(23).plusMinutes(58));
        gateway.sweep();
        assertThat(curl.status("w1")).isEqualTo("inactive");

        time.advance(Duration.ofMinutes(3));
        gateway.sweep();
        await().untilAsserted(
                        () -> assertThat(curl.get("/cluster/nodes/w1").status()).isEqualTo(404));
    }

    @Test
    void holdsNobodyInactiveWhenManyFallSilentTogether() throws Exception {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            curl.member("w" + i, "http://host" + i);
            if (i >= 5) {
                others.add("w" + i);
            }
        }
        String[] heard = others.toArray(String[]::new);

        pass(Duration.ofSeconds(90), heard);

        assertThat(curl.status("w0")).isEqualTo("active");
        assertThat(curl.get("/api/health").text("status")).isEqualTo("degraded");
        assertThat(curl.get("/api/health").status()).isEqualTo(200);
        curl.post("/cluster/heartbeat/w0", "");
        curl.post("/cluster/heartbeat/w1", "");
        others.addAll(List.of("w0", "w1"));
        pass(Duration.ofSeconds(90), others.toArray(String[]::new));
        awaitStatus("w2", "inactive");
    }

    @Test
    void holdsNobodySilentWhileItStoodStillItself() throws Exception {
        curl.member("w1", "http://a");
        gateway.sweep();

        time.advance(Duration.ofMinutes(5));
        gateway.sweep();
        pass(Duration.ofSeconds(50));

        assertThat(curl.status("w1")).isEqualTo("active");
        pass(Duration.ofSeconds(20));
        awaitStatus("w1", "inactive");
    }

    @Test
    void keepsWhatMustLastOverARestart() throws Exception {
        String own = curl.own();
        curl.post(
                "/cluster/register", "{\"id\":\"w1\",\"url\":\"http://a\",\"metadata\":{\"a\":1}}");
        curl.member("w2", "http://b");
        curl.member("w3", "http://c");
        curl.post("/cluster/heartbeat/w1", "{\"metadata\":{\"b\":2}}");
        curl.send("PATCH", "/cluster/nodes/w2/disable", "");
        JsonNode changed = curl.post("/cluster/disable-serving", "").body().path("status");
        pass(Duration.ofSeconds(70), "w1", "w2");
        awaitStatus("w3", "inactive");
        JsonNode before = curl.get("/cluster/nodes/w1").body().path("node");
        close();

        start();

        assertThat(curl.own()).isEqualTo(own);
        JsonNode after = curl.get("/cluster/nodes/w1").body().path("node");
        assertThat(after.path("createdAt")).isEqualTo(before.path("createdAt"));
        assertThat(after.path("metadata").toString()).isEqualTo("{\"a\":1}");
        assertThat(curl.status("w2")).isEqualTo("disabled");
        assertThat(curl.status("w3")).isEqualTo("inactive");
        List<String> ids = new ArrayList<>();
        curl.get("/cluster/nodes")
                .body()
                .path("nodes")
                .forEach(node -> ids.add(node.path("id").asString()));
        assertThat(ids).containsExactly(own, "w1", "w2", "w3");
        assertThat(curl.get("/cluster/service-status").body().path("status").path("mode"))
                .isEqualTo(changed.path("mode"));
        pass(Duration.ofSeconds(55));
        assertThat(curl.status("w1")).isEqualTo("active");
        pass(Duration.ofSeconds(20));
        awaitStatus("w1", "inactive");
        assertThat(curl.post("/cluster/enable-serving", "").status()).isEqualTo(200);
    }
}
