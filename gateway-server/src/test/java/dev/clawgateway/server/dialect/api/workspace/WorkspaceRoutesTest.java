package dev.clawgateway.server.dialect.api.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.space.WorkspaceDefaults;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.dialect.api.ApiFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What older clients do with workspaces, and what the API adds. */
class WorkspaceRoutesTest extends ApiFixture {
    private static final NodeId NODE = new NodeId(new UUID(7, 7));
    private static final String ALPHA =
            "{'name':'alpha','repo':'https://git.example.org/code','cluster':'default'}";

    private JsonNode made(String body) throws Exception {
        Reply reply = api.post("/workspaces", body);
        assertThat(reply.status()).as(reply.text("detail")).isEqualTo(201);
        return reply.body();
    }

    /** The members of the seed's form, with a workload of the usual image. */
    @Test
    void isMadeOfNameRepositoryAndCluster() throws Exception {
        Reply reply = api.post("/workspaces", ALPHA);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/api/v1/workspaces/" + reply.text("id"));
        assertThat(reply.body().propertyNames())
                .containsAll(
                        List.of(
                                "id",
                                "name",
                                "repo",
                                "cluster",
                                "state",
                                "nodeId",
                                "workloadId",
                                "createdAt"));
        assertThat(reply.text("state")).isEqualTo("pending");
        assertThat(reply.body().path("nodeId").isNull()).isTrue();
        JsonNode spec = api.get("/workloads/" + reply.text("workloadId")).body().path("spec");
        assertThat(spec.path("image").asString()).isEqualTo(WorkspaceDefaults.USUAL.image());
        assertThat(spec.path("gpu_count").asInt()).isZero();
        assertThat(spec.path("env").propertyNames())
                .containsExactlyInAnyOrder(
                        "WORKSPACE_ID", "WORKSPACE_NAME", "WORKSPACE_REPO", "WORKSPACE_CLUSTER");
        assertThat(spec.path("scheduling").path("restart").path("policy").asString())
                .isEqualTo("always");
    }

    @Test
    void runsWhatTheBodySays() throws Exception {
        JsonNode made =
                made(
                        "{'name':'alpha','repo':'team/code','cluster':'default','image':'ide:2',"
                                + "'env':{'A':'b'},'gpus':2,'cpuCores':2,'memoryMib':64}");

        JsonNode spec =
                api.get("/workloads/" + made.path("workloadId").asString()).body().path("spec");
        assertThat(spec.path("image").asString()).isEqualTo("ide:2");
        assertThat(spec.path("command")).isEmpty();
        assertThat(spec.path("gpu_count").asInt()).isEqualTo(2);
        assertThat(spec.path("cpu_cores").asDouble()).isEqualTo(2.0);
        assertThat(spec.path("memory_mb").asInt()).isEqualTo(64);
        assertThat(spec.path("env").has("A")).isTrue();
    }

    @Test
    void isPlacedShownAndDeleted() throws Exception {
        JsonNode made = made(ALPHA.replace("}", ",'labels':{'workspace.url':'http://{node}/'}}"));
        String path = "/workspaces/" + made.path("id").asString();
        assertThat(api.get(path).body().path("url").isNull()).isTrue();

        try (var _ = gateway.node(NODE, 1)) {
            await().untilAsserted(
                            () -> assertThat(api.get(path).text("state")).isEqualTo("starting"));
            assertThat(api.get(path).text("nodeId")).isEqualTo(NODE.toString());

            assertThat(api.send("DELETE", path, "").status()).isEqualTo(204);
            assertThat(api.get(path).text("state")).isEqualTo("stopping");
            assertThat(api.send("DELETE", path, "").status()).isEqualTo(204);
        }
    }

    @Test
    void oneThatWaitsIsGoneWhenItIsDeleted() throws Exception {
        JsonNode made = made(ALPHA);
        String path = "/workspaces/" + made.path("id").asString();

        assertThat(api.send("DELETE", path, "").status()).isEqualTo(204);

        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(api.get("/workloads/" + made.path("workloadId").asString()).text("state"))
                .isEqualTo("stopped");
        assertThat(made(ALPHA).path("id")).isNotEqualTo(made.path("id"));
    }

    @Test
    void isNamedByItsNameWhereNoOtherHasIt() throws Exception {
        api.post("/clusters", "{'name':'team'}");
        String id = made(ALPHA).path("id").asString();
        assertThat(api.get("/workspaces/alpha").text("id")).isEqualTo(id);

        made(ALPHA.replace("default", "team"));
        assertThat(api.get("/workspaces/alpha").status()).isEqualTo(409);
        assertThat(api.get("/workspaces/" + id).status()).isEqualTo(200);
        assertThat(api.get("/workspaces/beta").text("error")).isEqualTo("no workspace 'beta'");
    }

    @Test
    void aNameIsTakenOnceInACluster() throws Exception {
        made(ALPHA);

        Reply again = api.post("/workspaces", ALPHA);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("conflict");
    }

    @Test
    void listsAreBareAndOfOneClusterIfThatIsAsked() throws Exception {
        String team = api.post("/clusters", "{'name':'team'}").body().path("id").asString();
        made(ALPHA);
        made(ALPHA.replace("default", team).replace("alpha", "beta"));

        assertThat(names("/workspaces")).containsExactly("alpha", "beta");
        assertThat(names("/workspaces?cluster=" + team)).containsExactly("beta");
        assertThat(names("/workspaces?cluster=team&limit=1")).containsExactly("beta");
        assertThat(names("/workspaces?cluster=vision")).isEmpty();
        assertThat(api.get("/workspaces?limit=1").header("Link"))
                .startsWith("</api/v1/workspaces?limit=1&cursor=")
                .endsWith(">; rel=\"next\"");
    }

    private List<String> names(String path) throws Exception {
        List<String> names = new ArrayList<>();
        api.get(path).body().forEach(one -> names.add(one.path("name").asString()));
        return names;
    }

    @Test
    void refusesWhatIsNone() throws Exception {
        assertThat(refused(ALPHA.replace("alpha", "Al pha")))
                .contains("/name: must be a text that matches");
        assertThat(refused(ALPHA.replace("https://git.example.org/code", "ext::sh")))
                .contains("repo: a URL");
        assertThat(refused(ALPHA.replace("default", "nowhere")))
                .contains("cluster: no virtual cluster 'nowhere'");
        assertThat(refused(ALPHA.replace("}", ",'image':'process'}")))
                .contains("image: a workspace runs in a container");
        assertThat(refused("{'name':'alpha'}")).contains("/repo", "(and 1 more)");
    }

    private String refused(String body) throws Exception {
        Reply reply = api.post("/workspaces", body);
        assertThat(reply.status()).isEqualTo(400);
        return reply.text("error");
    }

    @Test
    void isMadeOnceUnderItsKeyAndAnsweredTheSameWhenItIsGone() throws Exception {
        Reply first = api.post("/workspaces", ALPHA, "Idempotency-Key", "k1");
        api.send("DELETE", "/workspaces/" + first.text("id"), "");
        Reply second = api.post("/workspaces", ALPHA, "Idempotency-Key", "k1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(names("/workspaces")).isEmpty();
    }
}
