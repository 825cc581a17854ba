package dev.clawgateway.server.dialect.api.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.api.ApiList;
import dev.clawgateway.protocol.api.workload.ApiWorkload;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.dialect.api.ApiFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkloadRoutesTest extends ApiFixture {
    private static final NodeId NODE = new NodeId(new UUID(7, 7));
    private static final String UNKNOWN = "/workloads/6a0b8a5e-9d0c-4c57-8d0e-5e8f0d0a6f11";

    private static String spec(int gpus, String name, String more) {
        return """
        {'spec':{'image':'process','command':['./run'],'env':{'TOKEN':'secret'},
        'gpu_count':%d,'memory_mb':0,'cpu_cores':0,'labels':{'name':'%s'}%s}}
        """
                .formatted(gpus, name, more);
    }

    /** The same, but not to wait. */
    private static String now(String submission) {
        return submission.replaceFirst("\\{", "{'queue':false,");
    }

    private String submitted(String body) throws Exception {
        Reply reply = api.post("/workloads", body);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location"))
                .isEqualTo("/api/v1/workloads/" + reply.text("workload_id"));
        return reply.text("workload_id");
    }

    @Test
    void placesWhatFitsAndShowsItWithItsAttempt() throws Exception {
        try (var _ = gateway.node(NODE, 1)) {
            Reply reply = api.post("/workloads", now(spec(1, "train", "")));
            assertThat(reply.text("state")).isEqualTo("starting");
            assertThat(reply.text("node_id")).isEqualTo(NODE.toString());

            JsonNode shown = api.get("/workloads/" + reply.text("workload_id")).body();
            assertThat(shown.path("name").asString()).isEqualTo("train");
            assertThat(shown.path("gpu_ids").toString()).isEqualTo("[0]");
            assertThat(shown.path("spec").path("env").toString()).isEqualTo("{\"TOKEN\":\"\"}");
            assertThat(shown.path("attempts")).hasSize(1);
            assertThat(shown.path("attempts").path(0).path("placement").asString()).isNotEmpty();
        }
    }

    @Test
    void onlyTheImageMustBeSaid() throws Exception {
        String id = submitted("{'spec':{'image':'process'}}");

        JsonNode spec = api.get("/workloads/" + id).body().path("spec");
        assertThat(spec.path("command").toString()).isEqualTo("[]");
        assertThat(spec.path("gpu_count").asInt(-1)).isZero();
        assertThat(api.post("/workloads", "{'spec':{'command':['x']}}").status()).isEqualTo(400);
    }

    @Test
    void keepsWhatDoesNotFitUnlessItIsNotToWait() throws Exception {
        Reply kept = api.post("/workloads", spec(1, "train", ""));
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.text("state")).isEqualTo("pending");
        assertThat(kept.text("reason")).isNotEmpty();

        Reply refused = api.post("/workloads", now(spec(1, "train", "")));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("no_capacity");
    }

    @Test
    void saysWhatWouldBecomeOfIt() throws Exception {
        assertThat(api.post("/workloads?dry_run=true", spec(1, "a", "")).text("placed"))
                .isEqualTo("false");
        try (var _ = gateway.node(NODE, 1)) {
            Reply plan = api.post("/workloads?dry_run=true", spec(1, "a", ""));

            assertThat(plan.status()).isEqualTo(200);
            assertThat(plan.body().path("workers").path(0).path("node_id").asString())
                    .isEqualTo(NODE.toString());
            assertThat(api.get("/workloads").body().path("total").asInt()).isZero();
        }
    }

    @Test
    void tellsAllThatIsWrongWithASpec() throws Exception {
        Reply reply =
                api.post(
                        "/workloads",
                        spec(65, "a", ",'gpus':1,'scheduling':{'restart':{'policy':'ever'}}"));

        assertThat(reply.status()).isEqualTo(400);
        List<String> problems = new ArrayList<>();
        reply.body()
                .path("errors")
                .forEach(one ->
                        problems.add(
                                one.path("pointer").asString()
                                        + " "
                                        + one.path("detail").asString()));
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "/spec/gpu_count must be at most 64, was 65",
                        "/spec/gpus is unknown here",
                        "/spec/scheduling/restart/policy must be one of never, on_failure, always,"
                                + " was \"ever\"");
    }

    @Test
    void tellsWhatTheReaderFindsWrong() throws Exception {
        Reply reply =
                api.post(
                        "/workloads",
                        spec(0, "a", ",'scheduling':{'gang':{'min_members':3,'max_members':2}}"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/spec/scheduling/gang");
    }

    @Test
    void listsByPagesThatMeetEachOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(submitted(spec(1, "job-" + i, "")));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Reply reply =
                    api.get("/workloads?limit=2" + (cursor == null ? "" : "&cursor=" + cursor));
            ApiList<ApiWorkload> page = ApiList.read(reply.bytes(), ApiWorkload.KIND);
            assertThat(page.total()).isEqualTo(5);
            assertThat(page.revision()).isPositive();
            page.items().forEach(one -> seen.add(one.id().toString()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void takesACursorForTheSameFiltersOnly() throws Exception {
        submitted(spec(1, "a", ""));
        submitted(spec(1, "a", ""));
        String cursor = api.get("/workloads?limit=1&state=pending").text("next_cursor");

        assertThat(api.get("/workloads?limit=5&state=pending&cursor=" + cursor).status())
                .isEqualTo(200);
        for (String other : List.of("", "&state=running", "&state=pending&state=running")) {
            Reply reply = api.get("/workloads?limit=1&cursor=" + cursor + other);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text("code")).isEqualTo("invalid_cursor");
        }
        for (String none : List.of("a", "%21", "AAAA", "")) {
            assertThat(api.get("/workloads?cursor=" + none).status()).isEqualTo(400);
        }
    }

    @Test
    void filtersByAllThatIsSaid() throws Exception {
        String first = submitted(spec(1, "one", ""));
        String second = submitted(spec(0, "two", ",'scheduling':{'priority':5}"));
        api.post("/workloads/" + second + "/stop", "");

        assertThat(listed("?state=pending")).containsExactly(first);
        assertThat(listed("?state=pending&state=stopped")).containsExactlyInAnyOrder(first, second);
        assertThat(listed("?name=two")).containsExactly(second);
        assertThat(listed("?label=name=one")).containsExactly(first);
        assertThat(listed("?cluster=default&max_age_secs=3600"))
                .containsExactlyInAnyOrder(first, second);
        assertThat(listed("?min_age_secs=3600.5")).isEmpty();
        assertThat(listed("?owner=nobody")).isEmpty();
        assertThat(listed("?node=" + NODE)).isEmpty();
        assertThat(listed("?group=" + first)).containsExactly(first);
    }

    private List<String> listed(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        api.get("/workloads" + query)
                .body()
                .path("items")
                .forEach(one -> ids.add(one.path("workload_id").asString()));
        return ids;
    }

    @Test
    void stopsOnce() throws Exception {
        String id = submitted(spec(1, "a", ""));

        assertThat(api.post("/workloads/" + id + "/stop", "{'force':true}").text("changed"))
                .isEqualTo("true");
        assertThat(api.post("/workloads/" + id + "/stop", "").text("code")).isEqualTo("conflict");
        assertThat(api.get("/workloads/" + id).text("state")).isEqualTo("stopped");
    }

    @Test
    void explainsWhyItWaits() throws Exception {
        String id = submitted(spec(1, "a", ""));

        Reply why = api.get("/workloads/" + id + "/explanation");
        assertThat(why.text("verdict")).isIn("not_now", "never_here");
        assertThat(why.text("summary")).isNotEmpty();
    }

    @Test
    void clearsGates() throws Exception {
        String id =
                submitted(
                        spec(
                                0,
                                "a",
                                ",'scheduling':{'scheduling_gates':[{'name':'a'},{'name':'b'}]}"));

        Reply cleared = api.send("DELETE", "/workloads/" + id + "/gates/a", "");
        assertThat(cleared.body().path("pending_gates").toString()).isEqualTo("[\"b\"]");
    }

    @Test
    void saysThatThereIsNoSuchWorkload() throws Exception {
        for (@Nullable String path : List.of("", "/explanation")) {
            Reply reply = api.get(UNKNOWN + path);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text("code")).isEqualTo("not_found");
        }
        assertThat(api.post(UNKNOWN + "/stop", "").status()).isEqualTo(404);
        assertThat(api.send("DELETE", UNKNOWN + "/gates/a", "").status()).isEqualTo(404);
        assertThat(api.get("/workloads/seven").text("detail"))
                .isEqualTo("id: must be a UUID of 36 characters, was \"seven\"");
    }
}
