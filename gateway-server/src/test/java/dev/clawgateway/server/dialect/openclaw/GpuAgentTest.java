package dev.clawgateway.server.dialect.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.dialect.openclaw.session.EventLimits;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawSettings;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.MovableTime;
import dev.clawgateway.server.fixture.OpenClawListeners;
import dev.clawgateway.server.fixture.OpenClawPeer;
import dev.clawgateway.server.fixture.PlainEngine;
import dev.clawgateway.server.fixture.PlainGpuAgent;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A GPU agent that is written from the protocol alone, over real sockets: nothing runs twice,
 * whoever goes away in between.
 */
class GpuAgentTest {
    private static final String SPEC = "{'spec':{'image':'train:1','gpu_count':1}}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PlainEngine engine = new PlainEngine(2);
    private final MovableTime time = new MovableTime();
    private final TestGatewayOptions options =
            OpenClawListeners.both().with(patient(OpenClawSettings.of("1.2.3"))).with(time);
    private TestGateway gateway;
    private ApiClient api;
    private PlainGpuAgent agent;

    /** Frames on their way while a test sets time forward must not count as not taken. */
    private static OpenClawSettings patient(OpenClawSettings usual) {
        return usual.with(
                new OpenClawSettings.Bounds(
                        new EventLimits(8 << 20, 1 << 20, Duration.ofHours(2)),
                        usual.bounds().maxWaiting(),
                        usual.bounds().freeAttempts()));
    }

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(options);
        api = new ApiClient(gateway);
        agent = new PlainGpuAgent(uri(), engine, null);
    }

    @AfterEach
    void stop() {
        agent.close();
        api.close();
        gateway.close();
    }

    private URI uri() {
        int port = gateway.address(OpenClawListeners.OWN).getPort();
        return URI.create("ws://127.0.0.1:" + port + "/");
    }

    private OpenClawPeer operator() throws Exception {
        return OpenClawPeer.connected(
                gateway.address(OpenClawListeners.OWN), Connects.cli(null, "operator.admin"));
    }

    /** The agent is approved, and its node takes work. */
    private void join() throws Exception {
        assertThat(agent.connect()).isFalse();
        JsonNode waiting = api.get("/access/device-requests").body().path("items").path(0);
        assertThat(waiting.path("device_id").asString()).isEqualTo(agent.deviceId());
        api.post("/access/device-requests/" + waiting.path("id").asString() + "/approve", "");
        assertThat(agent.connect()).as(agent.refusal()).isTrue();
        awaitNode("healthy");
    }

    private void awaitNode(String state) {
        await().atMost(PATIENCE)
                .until(
                        () -> api.get("/nodes").body().at("/items/0/state").asString(""),
                        state::equals);
    }

    private String submit() throws Exception {
        ApiClient.Reply reply = api.post("/workloads", SPEC, "Content-Type", "application/json");
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.text("workload_id");
    }

    private JsonNode workload(String id) throws Exception {
        return api.get("/workloads/" + id).body();
    }

    private void awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .until(() -> workload(id).path("state").asString(""), state::equals);
    }

    private static String name(String workload, int attempt) {
        return "claw-" + workload + "-" + attempt;
    }

    @Test
    void runsWhatIsSubmittedByAnyDialectAndAllShowTheSameAttempt() throws Exception {
        join();
        String first = submit();
        awaitState(first, "running");
        assertThat(engine.running()).containsExactly(name(first, 1));
        assertThat(engine.container(name(first, 1)).params().path("gpus").asInt()).isEqualTo(1);

        try (OpenClawPeer peer = operator();
                RawClient claw = RawClient.plain(gateway.address(), "/")) {
            claw.text(Frames.HELLO);
            claw.expect("welcome");
            JsonNode shown =
                    peer.ask("1", "fleet.workloads.get", "{\"id\":\"" + first + "\"}")
                            .path("payload");
            assertThat(shown).isEqualTo(workload(first));
            claw.text("{\"type\":\"get_workload\",\"workload_id\":\"" + first + "\"}");
            assertThat(claw.expect("workload").path("workload").path("attempt").asInt())
                    .isEqualTo(shown.path("attempt").asInt())
                    .isEqualTo(1);

            engine.print(name(first, 1), "hello\n");
            engine.exit(name(first, 1), 0);
            awaitState(first, "completed");
            assertThat(workload(first).path("exit_code").asInt(-1)).isZero();
            assertThat(api.get("/workloads/" + first + "/output").body().toString())
                    .contains("hello");

            String second =
                    peer.ask(
                                    "2",
                                    "fleet.workloads.submit",
                                    "{\"body\":" + SPEC.replace('\'', '"') + "}")
                            .at("/payload/workload_id")
                            .asString();
            awaitState(second, "running");
            // It cannot be told which devices to take, so it runs one of these at a time.
            assertThat(claw.ask(Frames.start(1), "error").path("code").asInt()).isEqualTo(1004);
            peer.ask("3", "fleet.workloads.stop", "{\"id\":\"" + second + "\"}");
            awaitState(second, "stopped");
            String third =
                    claw.ask(Frames.start(1), "workload_started").path("workload_id").asString();
            awaitState(third, "running");
        }
        assertThat(engine.made()).isEqualTo(3);
        assertThat(engine.asked()).doesNotContain("node.drain", "system.run");
    }

    @Test
    void learnsHowWorkEndedWhileItsAgentWasGone() throws Exception {
        join();
        String id = submit();
        awaitState(id, "running");
        agent.kill();
        awaitNode("offline");
        engine.exit(name(id, 1), 3);

        assertThat(agent.connect()).isTrue();

        awaitState(id, "failed");
        assertThat(workload(id).path("exit_code").asInt(-1)).isEqualTo(3);
        assertThat(engine.made()).isEqualTo(1);
    }

    @Test
    void goesOnWithWhatRunsOnceADeviceThatWasRemovedIsApprovedAgain() throws Exception {
        join();
        String id = submit();
        awaitState(id, "running");
        assertThat(api.send("DELETE", "/access/devices/" + agent.deviceId(), "").status())
                .isEqualTo(204);
        awaitNode("offline");
        assertThat(engine.running()).containsExactly(name(id, 1));

        join();
        engine.exit(name(id, 1), 0);

        awaitState(id, "completed");
        assertThat(workload(id).path("attempt").asInt()).isEqualTo(1);
        assertThat(engine.made()).isEqualTo(1);
    }

    @Test
    void goesOnWithWhatRunsWhereAnAgentListsNoNames() throws Exception {
        engine.nameless(true);
        join();
        String id = submit();
        awaitState(id, "running");
        agent.kill();
        awaitNode("offline");

        assertThat(agent.connect()).isTrue();
        awaitNode("healthy");
        engine.exit(name(id, 1), 0);

        awaitState(id, "completed");
        assertThat(workload(id).path("attempt").asInt()).isEqualTo(1);
        assertThat(engine.made()).isEqualTo(1);
    }

    @Test
    void takesUpAStartThatSucceedsLateOverARestartOfTheGateway() throws Exception {
        join();
        agent.hold("workload.run");
        String id = submit();
        awaitState(id, "starting");
        api.close();
        gateway.close();
        gateway = new TestGateway(options);
        api = new ApiClient(gateway);
        assertThat(workload(id).path("state").asString()).isEqualTo("starting");

        agent.release("workload.run");
        await().atMost(PATIENCE).until(() -> engine.made() == 1);
        await().atMost(PATIENCE).until(() -> !agent.connected());
        assertThat(agent.connect(uri())).isTrue();

        awaitState(id, "running");
        assertThat(workload(id).path("attempt").asInt()).isEqualTo(1);
        assertThat(engine.made()).isEqualTo(1);
        assertThat(engine.running()).containsExactly(name(id, 1));
    }

    @Test
    void keepsANodeThatIsDeafForAsLongAsAStartMayTake() throws Exception {
        join();
        agent.hold("workload.run");
        String id = submit();
        awaitState(id, "starting");
        await().atMost(PATIENCE).until(() -> agent.working().equals("workload.run"));

        pass(Duration.ofMinutes(4));
        assertThat(agent.connected()).isTrue();
        assertThat(api.get("/nodes").body().at("/items/0/state").asString()).isEqualTo("healthy");
        assertThat(workload(id).path("state").asString()).isEqualTo("starting");

        agent.release("workload.run");
        awaitState(id, "running");
        assertThat(workload(id).path("attempt").asInt()).isEqualTo(1);
    }

    private void pass(Duration span) {
        for (long seconds = 0; seconds < span.toSeconds(); seconds += 5) {
            gateway.sweep();
            time.advance(Duration.ofSeconds(5));
        }
        gateway.sweep();
    }

    @Test
    void stopsWhatSucceedsLateAndIsNotWantedAnyMore() throws Exception {
        join();
        agent.hold("workload.run");
        String id = submit();
        awaitState(id, "starting");
        api.post("/workloads/" + id + "/stop", "{}", "Content-Type", "application/json");

        agent.release("workload.run");

        awaitState(id, "stopped");
        await().atMost(PATIENCE).until(() -> engine.running().isEmpty());
        assertThat(engine.made()).isEqualTo(1);
    }

    @Test
    void placesNothingWhereTheEngineIsAbsent() throws Exception {
        engine.absent(true);
        join();

        String id = submit();

        JsonNode node = api.get("/nodes").body().at("/items/0");
        String shown = api.get("/nodes/" + node.path("node_id").asString()).body().toString();
        assertThat(shown).contains("container-engine").contains("No such file");
        assertThat(workload(id).path("state").asString()).isEqualTo("pending");
        assertThat(engine.asked()).doesNotContain("workload.run");
    }

    @Test
    void hasTheNodeRunWhatOperatorsWant() throws Exception {
        join();
        try (OpenClawPeer peer = operator()) {
            JsonNode list = peer.ask("1", "node.list", "{}").path("payload").path("nodes");
            assertThat(list).hasSize(1);
            assertThat(list.path(0).path("nodeId").asString()).isEqualTo(agent.deviceId());
            assertThat(list.path(0).path("connected").asBoolean()).isTrue();
            assertThat(list.path(0).path("commands").toString())
                    .contains("workload.run")
                    .doesNotContain("system.run");

            JsonNode done = peer.ask("2", "node.invoke", invoke("gpu.list", "k1"));
            assertThat(done.at("/payload/payload/count").asInt()).isEqualTo(2);
            assertThat(done.path("payload").path("payloadJSON").isNull()).isTrue();

            JsonNode refused = peer.ask("3", "node.invoke", invoke("system.run", "k2"));
            assertThat(refused.at("/error/details/reason").asString())
                    .isEqualTo("command not allowlisted");

            agent.hold("gpu.list");
            peer.socket().text(Connects.request("4", "node.invoke", invoke("gpu.list", "k3")));
            await().atMost(PATIENCE).until(() -> gateway.traffic().framesOut().total() > 0);
            agent.kill();
            JsonNode gone = peer.answer();
            assertThat(gone.at("/error/message").asString())
                    .isEqualTo("DISCONNECTED: node disconnected");
        }
    }

    private String invoke(String command, String key) {
        return "{\"nodeId\":\"%s\",\"command\":\"%s\",\"params\":{},\"idempotencyKey\":\"%s\"}"
                .formatted(agent.deviceId(), command, key);
    }
}
