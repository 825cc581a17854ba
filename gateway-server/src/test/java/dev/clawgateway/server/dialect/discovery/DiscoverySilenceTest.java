package dev.clawgateway.server.dialect.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.server.dialect.discovery.DiscoveryHttp.Response;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import dev.clawgateway.store.memory.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of members that are not heard; time is set forward by the test. */
class DiscoverySilenceTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration HALF = TIMEOUT.dividedBy(2);

    /** Shorter than what would look like a pause of the gateway. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private final MemoryStore store = new MemoryStore(1000);
    private final MovableTime time = new MovableTime();
    private TestGateway gateway;
    private DiscoveryHttp http;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(TestGatewayOptions.standard().with(store).with(time));
        http = new DiscoveryHttp(gateway.address());
    }

    @AfterEach
    void stop() {
        http.close();
        gateway.close();
    }

    @Test
    void suspectsAndThenRemovesWhoIsNotHeard() throws Exception {
        http.register("1");
        http.register("2");

        pass(HALF.plus(STEP), "2");
        assertThat(http.get("/nodes").nodes()).containsExactly("2");
        Response stats = http.get("/stats");
        assertThat(stats.text("total_nodes")).isEqualTo("2");
        assertThat(stats.text("active_nodes")).isEqualTo("1");
        assertThat(stats.text("registry_version")).isEqualTo("2");
        Response leader = http.get("/leader");
        assertThat(leader.body().path("leader").path("status").asString()).isEqualTo("suspected");

        pass(HALF, "2");
        await().untilAsserted(
                        () -> assertThat(http.get("/stats").text("total_nodes")).isEqualTo("1"));
        assertThat(http.get("/stats").text("registry_version")).isEqualTo("3");
        assertThat(http.get("/leader").text("leader")).isEqualTo("null");
        assertThat(http.heartbeat("1").text("status")).isEqualTo("\"not_found\"");
    }

    @Test
    void aHeartbeatOrARegistrationMakesASuspectActive() throws Exception {
        http.register("1");
        http.register("2");
        pass(HALF.plus(STEP));
        assertThat(http.get("/nodes").nodes()).isEmpty();

        http.heartbeat("1");
        assertThat(http.get("/nodes").nodes()).containsExactly("1");

        http.register("2");
        assertThat(http.get("/nodes").nodes()).containsExactly("1", "2");
    }

    @Test
    void everybodyHasFullTimeAfterAStart() throws Exception {
        http.register("1");
        pass(TIMEOUT.minus(STEP));
        stop();
        start();

        pass(HALF.minus(STEP));
        assertThat(http.get("/nodes").nodes()).containsExactly("1");
        pass(HALF);

        assertThat(http.get("/stats").text("total_nodes")).isEqualTo("1");
    }

    @Test
    void everybodyHasFullTimeAfterAPauseOfTheGateway() throws Exception {
        http.register("1");
        pass(TIMEOUT.minus(STEP));

        time.advance(TIMEOUT); // and nobody looked
        gateway.sweep();
        pass(TIMEOUT.minus(STEP));

        assertThat(http.get("/stats").text("total_nodes")).isEqualTo("1");
    }

    @Test
    void removesNobodyWhenManyFallSilentTogetherAndSaysSo() throws Exception {
        for (int id = 0; id < 6; id++) {
            http.register(Integer.toString(id));
        }
        http.post("/leader", "{'leader_id':0}");

        pass(TIMEOUT.plus(HALF), "5");

        assertThat(http.get("/stats").text("total_nodes")).isEqualTo("6");
        assertThat(http.get("/stats").text("warnings"))
                .contains("5 of 6 members fell silent together; none is removed for now");
        Response health = http.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("status")).isEqualTo("\"degraded\"");
        assertThat(health.text("reasons")).contains("5 of 6 members fell silent together");

        for (String id : List.of("0", "1", "2", "3", "4")) {
            assertThat(http.heartbeat(id).text("status")).isEqualTo("\"acknowledged\"");
        }
        gateway.sweep();
        assertThat(http.get("/health").text("status")).isEqualTo("\"healthy\"");
        assertThat(http.get("/nodes").nodes()).hasSize(6);
    }

    @Test
    void tellsOfABootstrapThatNobodyTookUp() throws Exception {
        http.register("1");
        gateway.sweep();
        assertThat(http.get("/health").text("status")).isEqualTo("\"healthy\"");

        pass(HALF.plus(STEP));

        assertThat(http.get("/health").text("reasons"))
                .contains("member 1 got the bootstrap and has posted no leader");
        assertThat(http.get("/stats").text("warnings")).contains("claw-gateway discovery reset");
        http.post("/leader", "{'leader_id':1}");
        gateway.sweep();
        assertThat(http.get("/health").text("status")).isEqualTo("\"healthy\"");
    }

    @Test
    void showsWhenAMemberWasLastHeard() throws Exception {
        http.register("1");
        double joined = lastSeen();
        time.advance(STEP);
        http.heartbeat("1");

        assertThat(lastSeen()).isGreaterThanOrEqualTo(joined + STEP.toSeconds());
        http.get("/nodes?node_id=2");
        assertThat(http.get("/nodes").body().path("nodes").get(0).path("join_timestamp").asDouble())
                .isLessThanOrEqualTo(joined);
    }

    private double lastSeen() throws Exception {
        return http.get("/nodes").body().path("nodes").get(0).path("last_seen").asDouble();
    }

    /** Time passes, and only some are heard. */
    private void pass(Duration duration, String... heard) throws Exception {
        long steps = duration.dividedBy(STEP);
        for (long step = 0; step < steps; step++) {
            time.advance(STEP);
            for (String id : heard) {
                http.heartbeat(id);
            }
            gateway.sweep();
        }
    }
}
