package dev.clawgateway.server.dialect.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import dev.clawgateway.server.dialect.api.ApiFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What older clients do with virtual clusters, and what the API adds. */
class ClusterRoutesTest extends ApiFixture {
    private static final NodeId NODE = new NodeId(new UUID(7, 7));
    private static final Pattern NEXT = Pattern.compile("</api/v1(/[^>]+)>; rel=\"next\"");

    private JsonNode made(String body) throws Exception {
        Reply reply = api.post("/clusters", body);
        assertThat(reply.status()).as(reply.text("detail")).isEqualTo(201);
        return reply.body();
    }

    @Test
    void isMadeOfANameAlone() throws Exception {
        Reply reply = api.post("/clusters", "{'name':'research'}");

        assertThat(reply.status()).isEqualTo(201);
        String id = reply.text("id");
        assertThat(reply.header("Location")).isEqualTo("/api/v1/clusters/" + id);
        assertThat(UUID.fromString(id)).isNotNull();
        assertThat(reply.text("name")).isEqualTo("research");
        assertThat(reply.body().path("nodeSelector")).isEmpty();
        assertThat(reply.body().path("quota")).isEmpty();
        assertThat(reply.text("createdAt")).startsWith("20");
        assertThat(reply.body().path("used").path("gpus").asInt(-1)).isZero();
    }

    @Test
    void isShownByItsIdAndByItsName() throws Exception {
        String id = made("{'name':'research','nodeSelector':{'zone':'a'}}").path("id").asString();

        assertThat(api.get("/clusters/" + id).text("name")).isEqualTo("research");
        assertThat(api.get("/clusters/research").text("id")).isEqualTo(id);
        Reply unknown = api.get("/clusters/vision");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("code")).isEqualTo("not_found");
        assertThat(unknown.text("error")).isEqualTo("no virtual cluster 'vision'");
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        made("{'name':'research'}");

        Reply again = api.post("/clusters", "{'name':'research'}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("error"))
                .isEqualTo("virtual cluster 'research': there is one of that name");
    }

    @Test
    void listsAreBareAndTellWhereTheyGoOn() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            made("{'name':'" + name + "'}");
        }
        List<String> names = new ArrayList<>();
        String path = "/clusters?limit=2";
        int pages = 0;
        while (path != null) {
            Reply page = api.get(path);
            assertThat(page.body().isArray()).isTrue();
            page.body().forEach(one -> names.add(one.path("name").asString()));
            Matcher next = NEXT.matcher(page.header("Link"));
            path = next.matches() ? next.group(1) : null;
            pages++;
        }

        assertThat(names).containsExactly("a", "b", "c");
        assertThat(pages).isEqualTo(2);
        Reply foreign = api.get("/workspaces?cursor=" + cursor("/clusters?limit=2"));
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.text("code")).isEqualTo("invalid_cursor");
    }

    private String cursor(String path) throws Exception {
        Matcher next = NEXT.matcher(api.get(path).header("Link"));
        assertThat(next.matches()).isTrue();
        return next.group(1).replaceFirst(".*cursor=", "");
    }

    @Test
    void changesOnlyWhatIsSaid() throws Exception {
        made("{'name':'company'}");
        made(
                "{'name':'research','parent':'company','nodeSelector':{'zone':'a'},"
                        + "'quota':{'gpus':2.5,'cpuCores':8},'weight':3}");

        Reply changed = api.send("PUT", "/clusters/research", "{\"quota\":{\"memoryMib\":1024}}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("quota").toString()).isEqualTo("{\"memoryMib\":1024}");
        assertThat(changed.body().path("nodeSelector").toString()).isEqualTo("{\"zone\":\"a\"}");
        assertThat(changed.text("parent")).isEqualTo("company");
        assertThat(changed.body().path("weight").asInt()).isEqualTo(3);

        Reply root =
                api.send(
                        "PUT",
                        "/clusters/research",
                        "{\"parent\":null,\"nodeSelector\":{},\"quota\":{\"gpus\":0.25}}");
        assertThat(root.body().path("parent").isNull()).isTrue();
        assertThat(root.body().path("nodeSelector")).isEmpty();
        assertThat(root.body().path("quota").toString()).isEqualTo("{\"gpus\":0.25}");
        assertThat(api.send("PUT", "/clusters/vision", "{}").status()).isEqualTo(404);
    }

    @Test
    void isChangedAndDeletedOnlyAsItWasRead() throws Exception {
        long revision = made("{'name':'research'}").path("revision").asLong();
        String stale = "\"" + (revision - 1) + "\"";

        assertThat(api.send("PUT", "/clusters/research", "{}", "If-Match", stale).status())
                .isEqualTo(412);
        Reply refused = api.send("DELETE", "/clusters/research", "", "If-Match", stale);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.text("code")).isEqualTo("precondition_failed");
        assertThat(
                        api.send(
                                        "DELETE",
                                        "/clusters/research",
                                        "",
                                        "If-Match",
                                        "\"" + revision + "\"")
                                .status())
                .isEqualTo(204);
    }

    @Test
    void tellsAllThatIsWrongWithABody() throws Exception {
        Reply reply =
                api.post("/clusters", "{'quota':{'gpus':-1},'nodeSelector':{'':'x'},'weight':0}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        List<String> pointers = new ArrayList<>();
        reply.body().path("errors").forEach(one -> pointers.add(one.path("pointer").asString()));
        assertThat(pointers).contains("/name", "/quota/gpus", "/weight");
    }

    @Test
    void refusesWhatContradictsTheOnesAboveIt() throws Exception {
        made("{'name':'company','nodeSelector':{'zone':'a'}}");

        Reply reply =
                api.post(
                        "/clusters",
                        "{'name':'research','parent':'company','nodeSelector':{'zone':'b'}}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).contains("wants zone=b, and 'company' above it zone=a");
    }

    @Test
    void isNotDeletedWhileAnythingIsInIt() throws Exception {
        made("{'name':'company'}");
        made("{'name':'research','parent':'company'}");
        api.post(
                "/workspaces", "{'name':'alpha','repo':'team/code','cluster':'research','gpus':0}");

        assertThat(deleted("company").status()).isEqualTo(409);
        Reply lived = deleted("research");
        assertThat(lived.status()).isEqualTo(409);
        assertThat(lived.text("error")).contains("1 workspace is in it");
        assertThat(api.get("/clusters/research").body().path("workspaces").asInt()).isEqualTo(1);

        assertThat(api.send("DELETE", "/workspaces/alpha", "").status()).isEqualTo(204);
        assertThat(deleted("research").status()).isEqualTo(204);
        assertThat(deleted("research").status()).isEqualTo(404);
        assertThat(deleted("company").status()).isEqualTo(204);
    }

    private Reply deleted(String name) throws Exception {
        return api.send("DELETE", "/clusters/" + name, "");
    }

    @Test
    void isMadeOnceUnderItsKey() throws Exception {
        Reply first = api.post("/clusters", "{'name':'research'}", "Idempotency-Key", "k1");
        Reply second = api.post("/clusters", "{'name':'research'}", "Idempotency-Key", "k1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
    }

    @Test
    void showsWhatItHolds() throws Exception {
        made("{'name':'research'}");
        try (var _ = gateway.node(NODE, 2)) {
            api.post(
                    "/workloads",
                    "{'queue':false,'spec':{'image':'process','command':['run'],'env':{},'gpu_count':1,"
                            + "'memory_mb':512,'cpu_cores':1,'scheduling':"
                            + "{'virtual_cluster':'research'}}}");

            JsonNode used = api.get("/clusters/research").body().path("used");

            assertThat(used.toString()).isEqualTo("{\"gpus\":1,\"cpuCores\":1,\"memoryMib\":512}");
        }
    }
}
