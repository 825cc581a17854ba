package dev.clawgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.config.source.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReadTest {
    private static final String SECRET = "a secret of at least thirty-two bytes";

    @TempDir private Path folder;

    @Test
    void saysOfEveryKeyWhatItIsAndWhereItStands() throws Exception {
        Overrides flags = new Overrides(null, null, null, "debug", null);

        Map<String, Setting> settings =
                read(
                        """
                        [server]
                        max_nodes = 5
                        host_names = ["a.b", "c"]

                        [[listener]]
                        name = "more"
                        bind_address = "${WHERE}:7"
                        """,
                        flags);

        assertThat(settings.get("server.max_nodes")).hasToString("server.max_nodes = 5");
        assertThat(settings.get("server.max_nodes").place()).endsWith("gateway.toml:2");
        assertThat(settings.get("server.host_names").value()).isEqualTo("[\"a.b\", \"c\"]");
        assertThat(settings.get("server.node_timeout_secs").value()).isEqualTo("120");
        assertThat(settings.get("server.node_timeout_secs").place()).isNull();
        assertThat(settings.get("log.level").value()).isEqualTo("\"debug\"");
        assertThat(settings.get("log.level").place()).isEqualTo("--log-level");
        assertThat(settings.get("listener.more.bind_address").value()).isEqualTo("\"127.0.0.1:7\"");
        assertThat(settings.get("auth.token_secret").value()).isEmpty();
    }

    @Test
    void tellsSecretsApartWithoutShowingThem() throws Exception {
        Setting one = read("[auth]\ntoken_secret = \"" + SECRET + "\"\n").get("auth.token_secret");
        Setting other =
                read("[auth]\ntoken_secret = \"" + SECRET + "!\"\n").get("auth.token_secret");

        assertThat(one.value()).isEqualTo("\"***\"");
        assertThat(one.toString() + one.content()).doesNotContain(SECRET);
        assertThat(one.same(other)).isFalse();
    }

    @Test
    void seesThatAFileItNamesHasOtherContents() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        String text = "[auth]\ntoken_secret_file = \"" + secret + "\"\n";
        Setting before = read(text).get("auth.token_secret_file");

        Files.writeString(secret, SECRET + "!");
        Setting after = read(text).get("auth.token_secret_file");

        assertThat(before.value()).isEqualTo(after.value()).contains("/secret");
        assertThat(before.same(after)).isFalse();
        assertThat(after.same(read(text).get("auth.token_secret_file"))).isTrue();
    }

    private Map<String, Setting> read(String text) throws IOException {
        return read(text, Overrides.NONE);
    }

    private Map<String, Setting> read(String text, Overrides flags) throws IOException {
        Path file = Files.writeString(folder.resolve("gateway.toml"), text);
        return ConfigLoader.read(file, flags, Map.of("WHERE", "127.0.0.1")).settings().stream()
                .collect(Collectors.toMap(Setting::key, Function.identity()));
    }
}
