package dev.clawgateway.server.dialect.api.stream;

import static dev.clawgateway.server.dialect.api.stream.StreamClient.NDJSON;
import static dev.clawgateway.server.dialect.api.stream.StreamClient.SSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.fixture.Frames;
import dev.clawgateway.server.fixture.RawClient;
import dev.clawgateway.server.fixture.TestGateway;
import dev.clawgateway.server.fixture.TestGatewayOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What is watched, followed and waited for, as clients see it. */
@Timeout(180)
class FollowRoutesTest {
    private static final NodeId NODE = new NodeId(new UUID(7, 7));

    private TestGateway gateway;
    private ApiClient api;
    private RawClient node;
    private String job;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(TestGatewayOptions.standard());
        api = new ApiClient(gateway);
        node = gateway.node(NODE, 2);
        job = submitted();
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        api.close();
        gateway.close();
    }

    private String submitted() throws Exception {
        String spec =
                "{'spec':{'image':'process','command':['./run'],'env':{},'gpu_count':1,'memory_mb':0,'cpu_cores':0}}";
        ApiClient.Reply reply = api.post("/workloads", spec);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(201);
        return reply.text("workload_id");
    }

    @Test
    void watchesFromAListOn() throws Exception {
        long revision = api.get("/workloads").body().path("revision").asLong();
        try (var watch =
                new StreamClient(gateway, "/workloads?watch=true&after=" + revision, NDJSON)) {
            node.text(Frames.update(job, "running"));

            JsonNode told = watch.record("modified");
            while (!told.path("object").path("state").asString().equals("running")) {
                told = watch.record("modified");
            }
            assertThat(told.path("revision").asLong())
                    .isEqualTo(told.path("object").path("revision").asLong())
                    .isGreaterThan(revision);
        }
    }

    @Test
    void watchesFromAllThatIsThereOn() throws Exception {
        try (var watch =
                new StreamClient(
                        gateway, "/workloads?watch=true&initial_events=true&state=starting", SSE)) {
            assertThat(watch.line()).startsWith("data: {\"type\":\"added\",\"revision\":");
            assertThat(watch.line()).isEmpty();
            assertThat(watch.line()).isEqualTo("event: bookmark");
            assertThat(watch.line()).contains("\"initial_events_end\":true");
            assertThat(watch.line()).isEmpty();

            node.text(Frames.update(job, "running"));

            assertThat(watch.line()).matches("id: \\d+");
            assertThat(watch.line()).startsWith("data: {\"type\":\"left\",\"revision\":");
        }
    }

    @Test
    void watchesDeclarationsOfVirtualClusters() throws Exception {
        api.post("/clusters", "{'name':'first'}");
        try (var watch = new StreamClient(gateway, "/clusters?initial_events=true", NDJSON)) {
            assertThat(watch.record("added").at("/object/name").asString()).isEqualTo("first");
            assertThat(watch.record().path("initial_events_end").asBoolean()).isTrue();

            api.post("/clusters", "{'name':'second'}");
            api.send("PUT", "/clusters/second", "{\"weight\":3}");
            api.send("DELETE", "/clusters/second", "");

            JsonNode added = watch.record("added");
            assertThat(added.at("/object/name").asString()).isEqualTo("second");
            assertThat(added.path("object").has("used")).isFalse();
            assertThat(watch.record("modified").at("/object/weight").asInt()).isEqualTo(3);
            JsonNode deleted = watch.record("deleted");
            assertThat(deleted.path("revision").asLong())
                    .isGreaterThan(deleted.at("/object/revision").asLong());
        }
    }

    @Test
    void watchesWorkspacesAndWhatBecomesOfTheirWorkloads() throws Exception {
        api.post("/clusters", "{'name':'team'}");
        try (var watch = new StreamClient(gateway, "/workspaces?watch=true&cluster=team", NDJSON)) {
            watch.record("bookmark");
            String other = "{'name':'other','repo':'a/b','cluster':'default'}";
            assertThat(api.post("/workspaces", other).status()).isEqualTo(201);
            ApiClient.Reply made =
                    api.post("/workspaces", "{'name':'alpha','repo':'a/b','cluster':'team'}");
            JsonNode added = watch.record("added");
            assertThat(added.at("/object/name").asString()).isEqualTo("alpha");
            assertThat(added.at("/object/state").asString())
                    .as("told once, with its workload")
                    .isEqualTo("pending");
            assertThat(watch.record("modified").at("/object/state").asString())
                    .isEqualTo("starting");

            node.text(Frames.update(made.text("workloadId"), "running"));

            assertThat(watch.record("modified").at("/object/state").asString())
                    .isEqualTo("running");
            api.send("DELETE", "/workspaces/alpha", "");
            assertThat(watch.record("modified").at("/object/state").asString())
                    .isEqualTo("stopping");
            node.text(Frames.update(made.text("workloadId"), "stopped"));
            assertThat(watch.record("deleted").at("/object/name").asString()).isEqualTo("alpha");
        }
    }

    @Test
    void refusesRevisionsThatAreNotHeld() throws Exception {
        assertThat(api.get("/workloads?watch=true&after=0").status()).isEqualTo(410);
        assertThat(api.get("/workloads?watch=true&after=900000").text("code")).isEqualTo("gone");
        assertThat(api.get("/workloads?watch=true&after=1&initial_events=true").status())
                .isEqualTo(400);
        assertThat(api.get("/workloads?watch=true&min_age_secs=5").status()).isEqualTo(400);
    }

    @Test
    void followsOutputToItsEnd() throws Exception {
        node.text(Frames.update(job, "running"));
        node.text(Frames.logs(job, false, "one", "two"));
        try (var output =
                new StreamClient(gateway, "/workloads/" + job + "/output?follow=true", NDJSON)) {
            assertThat(output.record("line").path("text").asString()).isEqualTo("one");
            assertThat(output.record("line").path("text").asString()).isEqualTo("two");

            node.text(Frames.logs(job, true, "three"));
            JsonNode third = output.record("line");
            node.text(Frames.logs(job, false, "four"));
            node.text(Frames.update(job, "completed"));

            assertThat(third.path("stream").asString()).isEqualTo("stderr");
            assertThat(output.record("line").path("text").asString()).isEqualTo("four");
            assertThat(output.record("ended").path("state").asString()).isEqualTo("completed");
            assertThat(output.record().path("reason").asString()).isEqualTo("complete");
            assertThat(output.line()).isNull();
        }
    }

    @Test
    void showsOutputAsAPageAndGoesOnBehindIt() throws Exception {
        String path = "/workloads/" + job + "/output";
        node.text(Frames.logs(job, false, "one", "two"));
        try (var output = new StreamClient(gateway, path, SSE)) {
            assertThat(output.line()).startsWith("id: "); // so it is kept by now
        }
        JsonNode page = api.get(path + "?tail=1").body();
        assertThat(page.path("items").path(0).path("text").asString()).isEqualTo("two");
        assertThat(page.path("state").asString()).isEqualTo("starting");

        assertThat(
                        api.get(path + "?offset=" + page.path("next_offset").asString())
                                .body()
                                .path("items"))
                .isEmpty();
        assertThat(api.get(path + "?offset=0").body().path("items")).hasSize(2);
        assertThat(
                        new String(
                                api.get(path, "Accept", "text/plain").bytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo\n");
        assertThat(api.get(path + "?offset=nonsense").status()).isEqualTo(400);
    }

    @Test
    void waitsUntilAWorkloadHasComeSoFar() throws Exception {
        String path = "/workloads/" + job + "/wait";
        assertThat(
                        api.get(path + "?state=running&timeout_secs=0")
                                .body()
                                .path("reached")
                                .asBoolean())
                .isFalse();
        CompletableFuture<ApiClient.Reply> waiting =
                CompletableFuture.supplyAsync(() -> get(path + "?state=running&timeout_secs=60"));

        node.text(Frames.update(job, "running"));

        JsonNode reply = waiting.get(60, TimeUnit.SECONDS).body();
        assertThat(reply.path("reached").asBoolean()).isTrue();
        assertThat(reply.path("workload").path("state").asString()).isEqualTo("running");
        assertThat(api.get(path + "?state=starting").body().path("passed").asBoolean()).isTrue();
        assertThat(api.get("/workloads/" + new UUID(1, 2) + "/wait").status()).isEqualTo(404);
    }

    private ApiClient.Reply get(String path) {
        try {
            return api.get(path);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
