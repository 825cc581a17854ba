package dev.clawgateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.openclaw.Scopes;
import dev.clawgateway.server.fixture.Connects;
import dev.clawgateway.server.fixture.OpenClawPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What OpenClaw clients see of the configuration, and are told when it is read again. */
@Timeout(180)
class OpenClawReloadTest {
    private static final String CONFIGURATION =
            """
            [[listener]]
            name = "openclaw"
            bind_address = "127.0.0.1:0"
            dialects = ["openclaw"]
            [limits]
            max_fragments = 100
            """;

    @TempDir private Path folder;

    @Test
    void whoMayLookIsToldAndWhoMayDoEverythingSeesIt() throws Exception {
        try (AskingGateway gateway = new AskingGateway(folder, CONFIGURATION);
                OpenClawPeer reader = peer(gateway, "vic", Rights.of(Role.VIEWER), Scopes.READ);
                OpenClawPeer admin = peer(gateway, "root", Rights.FULL, Scopes.ADMIN)) {
            JsonNode before = admin.ask("1", "config.get", "{}").path("payload");
            Path file = folder.resolve("gateway.toml");
            Files.writeString(
                    file,
                    "max_oversize_messages = 7\ninbox_commands = 17\n",
                    StandardOpenOption.APPEND);

            assertThat(gateway.post("/api/v1/gateway/reload", gateway.root(), "").statusCode())
                    .isEqualTo(200);

            JsonNode told = reader.event("config.changed").path("payload");
            JsonNode after = admin.ask("2", "config.get", "{}").path("payload");
            assertThat(told.path("path").asString()).isEqualTo(file.toString());
            assertThat(told.path("restart").toString()).isEqualTo("[\"limits.inbox_commands\"]");
            assertThat(told.path("hash")).isEqualTo(after.path("hash"));
            assertThat(after.path("hash")).isNotEqualTo(before.path("hash"));
            assertThat(after.path("config").path("limits").path("max_oversize_messages").asInt())
                    .isEqualTo(7);
            assertThat(after.path("config").path("limits").path("inbox_commands").asInt())
                    .isEqualTo(65_536);
            JsonNode hidden = reader.ask("3", "config.get", "{}").path("payload");
            assertThat(hidden.path("config").isEmpty()).isTrue();
        }
    }

    private static OpenClawPeer peer(
            AskingGateway gateway, String name, Rights rights, String scope) throws Exception {
        return OpenClawPeer.connected(
                gateway.address("openclaw"), Connects.cli(gateway.operator(name, rights), scope));
    }
}
