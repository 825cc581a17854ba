package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever may reads over the API what was written down of changes. */
class AuditOverHttpTest {
    private static final String AUDIT = "/api/v1/access/audit";
    private static final String RELOAD = "/api/v1/gateway/reload";

    @TempDir private Path folder;
    private AskingGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new AskingGateway(folder, "");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private JsonNode page(String query) throws Exception {
        HttpResponse<String> answer = gateway.get(AUDIT + query, gateway.root());
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void showsTheNewestFirstPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.post(RELOAD, gateway.root(), "").statusCode()).isEqualTo(200);
        }

        JsonNode first = page("?operation=gateway.reload&limit=2");
        JsonNode second =
                page(
                        "?operation=gateway.reload&limit=2&cursor="
                                + first.path("next_cursor").asString());

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(first.at("/items/0/seq").asLong())
                .isGreaterThan(first.at("/items/1/seq").asLong());
        assertThat(first.at("/items/1/seq").asLong())
                .isGreaterThan(second.at("/items/0/seq").asLong());
        assertThat(first.at("/items/0/dialect").asString()).isNotEmpty();
        assertThat(page("?who=nobody").path("items").isEmpty()).isTrue();
        assertThat(
                        gateway.get(
                                        AUDIT + "?cursor=" + first.path("next_cursor").asString(),
                                        gateway.root())
                                .body())
                .contains("invalid_cursor");
    }

    @Test
    void showsTextThatIsCutWithinACharacter() throws Exception {
        String command = "x".repeat(1023) + "\uD83D\uDE00";
        assertThat(
                        gateway.post(
                                        "/api/v1/workloads",
                                        gateway.root(),
                                        """
                                        {"spec":{"image":"process","command":["%s"],"env":{},\
                                        "gpu_count":0,"memory_mb":0}}\
                                        """
                                                .formatted(command))
                                .statusCode())
                .isEqualTo(201);

        String shown = page("?operation=workloads.submit").at("/items/0/after/command").asString();

        assertThat(shown).isEqualTo("x".repeat(1023) + "...");
    }

    @Test
    void isForWhoeverShowsWhoHeIs() throws Exception {
        assertThat(gateway.get(AUDIT, "nobody").statusCode()).isEqualTo(401);
    }
}
