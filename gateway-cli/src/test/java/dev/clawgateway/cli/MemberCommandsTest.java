package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about members, against a real gateway. */
class MemberCommandsTest {
    @TempDir private Path folder;
    private InProcessGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new InProcessGateway(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void register(String id) throws Exception {
        String body = "{\"id\":\"%s\",\"url\":\"http://a/%s\"}".formatted(id, id.length());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    gateway.url().replace("ws", "http")
                                                            + "/cluster/register"))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void listsAndSteersMembers() throws Exception {
        register("w1");
        register("w22");

        assertThat(gateway.done("members list").out())
                .contains("coordinator", "w1", "w22", "http://a/2");
        assertThat(gateway.done("members disable w1 w22").out())
                .isEqualTo("Node w1 disabled.%nNode w22 disabled.%n".formatted());
        assertThat(gateway.done("members list --status disabled").out()).contains("w1", "w22");
        assertThat(gateway.done("members enable w1").out()).contains("enabled");
        assertThat(gateway.done("members get w1").out()).containsPattern("Status +active");
        assertThat(gateway.done("members health").out())
                .contains("3 in all: 2 active", "1 disabled");
        assertThat(gateway.done("members status").out()).contains("Mode      serving");
        assertThat(gateway.done("members remove w22").out()).contains("removed");
        assertThat(gateway.done("members list --status inactive").err()).contains("No member");
    }

    @Test
    void writesJsonAsTheGatewayDoes() throws Exception {
        register("w1");

        assertThat(gateway.done("members list --output json").out())
                .startsWith("{\"success\":true,\"nodes\":[{\"id\":")
                .endsWith("\"total\":2}" + System.lineSeparator());
        assertThat(gateway.done("members get w1 -o json").out())
                .contains("\"clusterId\":\"default-cluster\"");
        assertThat(gateway.done("members disable w1 -o json").out()).contains("\"success\":true");
    }

    @Test
    void saysWhatIsWrong() {
        Ended unknown = gateway.line("members get nobody");
        assertThat(unknown.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(unknown.err()).contains("no member with id nobody");

        Ended word = gateway.line("members list --status gone");
        assertThat(word.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(word.err()).contains("status: must be one of active, inactive");
    }
}
