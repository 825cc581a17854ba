package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Credential;
import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.access.OfflineTokens;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.LogConfig;
import dev.clawgateway.server.config.source.Overrides;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may has a gateway read its configuration again, and sees what it goes by. */
class ReloadOverHttpTest {
    private static final String RELOAD = "/api/v1/gateway/reload";
    private static final String LEVEL = "/api/v1/gateway/log-level";
    private static final String SHOW = "/api/v1/gateway/configuration";
    private static final String SECRET = "a secret of at least thirty-two bytes";

    @TempDir private Path folder;
    private AskingGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new AskingGateway(folder, "[limits]\nmax_fragments = 100\n");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void appliesAndAnswersWhatChangedAndWhatWaits() throws Exception {
        append("max_oversize_messages = 7\ninbox_commands = 17\n");

        HttpResponse<String> answer = gateway.post(RELOAD, gateway.root(), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"applied\":true")
                .contains(
                        "\"changed\":[{\"key\":\"limits.max_oversize_messages\",\"before\":\"3\","
                                + "\"after\":\"7\"}]")
                .contains(
                        "\"waiting\":[{\"key\":\"limits.inbox_commands\",\"before\":\"65536\","
                                + "\"after\":\"17\"}]");
        assertThat(health()).contains("1 key waits for a restart: limits.inbox_commands");
        assertThat(gateway.get(SHOW, gateway.root()).body())
                .contains("{\"key\":\"limits.max_oversize_messages\",\"value\":\"7\",")
                .contains("{\"key\":\"limits.inbox_commands\",\"value\":\"65536\"");
        assertThat(gateway.audited())
                .anyMatch(line -> line.contains("\"gateway.reload\"") && line.contains("root"));
    }

    @Test
    void refusesWithEverythingThatIsWrong() throws Exception {
        append("max_oversize_messages = -1\nno_such = 1\n");

        HttpResponse<String> answer = gateway.post(RELOAD, gateway.root(), "");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"applied\":false", "limits.max_oversize_messages = -1", "no_such");
        assertThat(health()).contains("the configuration could not be reloaded");
    }

    @Test
    void comparesWithoutChanging() throws Exception {
        append("max_oversize_messages = 7\n");

        String would = gateway.get(SHOW + "/changes", gateway.root()).body();

        assertThat(would).contains("limits.max_oversize_messages");
        assertThat(gateway.get(SHOW, gateway.root()).body())
                .contains("{\"key\":\"limits.max_oversize_messages\",\"value\":\"3\"");
    }

    @Test
    void setsTheLevelOfTheLog() throws Exception {
        HttpResponse<String> answer = gateway.put(LEVEL, gateway.root(), "{'level':'trace'}");

        assertThat(answer.body()).isEqualTo("{\"level\":\"trace\"}");
        assertThat(gateway.levels()).containsExactly(LogConfig.Level.TRACE);
        assertThat(gateway.put(LEVEL, gateway.root(), "{'level':'loud'}").statusCode())
                .isEqualTo(400);
        assertThat(gateway.levels()).hasSize(1);
        assertThat(gateway.audited())
                .anyMatch(line -> line.contains("gateway.log-level") && line.contains("trace"));
    }

    @Test
    void isForAdminsAlone() throws Exception {
        String operator = gateway.operator("op", Rights.of(Role.OPERATOR));

        assertThat(gateway.post(RELOAD, operator, "").statusCode()).isEqualTo(403);
        assertThat(gateway.get(SHOW, operator).statusCode()).isEqualTo(403);
        assertThat(gateway.put(LEVEL, operator, "{'level':'info'}").statusCode()).isEqualTo(403);
        assertThat(gateway.post(RELOAD, "", "").statusCode()).isEqualTo(401);
    }

    @Test
    void showsNoSecret() throws Exception {
        gateway.close();
        Path other = Files.createDirectory(folder.resolve("other"));
        gateway = new AskingGateway(other, "[log]\nlevel = \"warn\"\n");
        Path file = other.resolve("gateway.toml");
        String text = Files.readString(file);
        Files.writeString(
                file, text.replace("[auth]\n", "[auth]\ntoken_secret = \"" + SECRET + "\"\n"));

        String answer = gateway.post(RELOAD, gateway.root(), "").body();

        assertThat(answer).contains("auth.token_secret").doesNotContain(SECRET);
        assertThat(gateway.get(SHOW, gateway.root()).body()).doesNotContain(SECRET);
    }

    @Test
    void endsTokensOfAKeyThatIsGoneAndNoOthers() throws Exception {
        gateway.close();
        Path other = Files.createDirectory(folder.resolve("other"));
        gateway = new AskingGateway(other, "[log]\nlevel = \"warn\"\n");
        Path file = other.resolve("gateway.toml");
        String made = gateway.root();
        secrets(file, "token_secret = \"" + SECRET + "\"\n");
        assertThat(gateway.post(RELOAD, made, "").statusCode()).isEqualTo(200);
        int afterMade = gateway.get(SHOW, made).statusCode();
        String first = tokenBy(file);

        secrets(
                file,
                "token_secret = \"%s, the next\"\nprevious_token_secret = \"%s\"\n"
                        .formatted(SECRET, SECRET));
        assertThat(gateway.post(RELOAD, first, "").statusCode()).isEqualTo(200);

        assertThat(afterMade).as("of a key that the gateway made").isEqualTo(401);
        assertThat(gateway.get(SHOW, first).statusCode()).as("of the key before").isEqualTo(200);
        assertThat(gateway.get(SHOW, tokenBy(file)).statusCode()).isEqualTo(200);
    }

    private static void secrets(Path file, String lines) throws IOException {
        String text = Files.readString(file).replaceAll("\\w*token_secret = .*\n", "");
        Files.writeString(file, text.replace("[auth]\n", "[auth]\n" + lines));
    }

    /** Of an admin, by the file as it is now. */
    private static String tokenBy(Path file) throws IOException {
        Instant now = Instant.ofEpochSecond(new SystemTime().now().getEpochSecond());
        return OfflineTokens.of(ConfigLoader.load(file, Overrides.NONE, Map.of()))
                .sign(
                        new Credential(
                                "made-" + now,
                                new Holder.Operator("root", Rights.FULL),
                                now,
                                now.plusSeconds(600)));
    }

    private String health() throws Exception {
        return gateway.get("/health", "").body();
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.resolve("gateway.toml"), text, StandardOpenOption.APPEND);
    }
}
