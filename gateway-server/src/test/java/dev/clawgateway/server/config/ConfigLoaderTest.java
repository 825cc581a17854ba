package dev.clawgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clawgateway.server.config.source.ConfigProblem;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.config.source.Overrides;
import dev.clawgateway.server.config.source.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir private Path folder;

    @Test
    void usesDefaultsWithoutFile() {
        GatewayConfig config = ConfigLoader.load(null, Overrides.NONE, Map.of());

        assertThat(config.server().bindAddress()).hasToString("0.0.0.0:8080");
        assertThat(config.server().nodeTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.timing().heartbeatInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.timing().metricsInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.tls().enabled()).isFalse();
    }

    @Test
    void fileWinsOverDefaultsAndFlagsWinOverFile() {
        Overrides flags = new Overrides("127.0.0.1:9999", null, null, null, "json");

        GatewayConfig config =
                load("[server]\nbind_address = \"[::1]:7\"\nmax_nodes = 5\n", flags, Map.of());

        assertThat(config.server().bindAddress()).isEqualTo(new ListenAddress("127.0.0.1", 9999));
        assertThat(config.server().maxNodes()).isEqualTo(5);
        assertThat(config.log())
                .isEqualTo(new LogConfig(LogConfig.Level.INFO, LogConfig.Format.JSON, false));
    }

    @Test
    void letsAllNodesConnectAtOnceUnlessToldOtherwise() {
        assertThat(others("[server]\nmax_nodes = 18000\n")).isEqualTo(18_000);
        assertThat(others("[server]\nmax_nodes = 18\n")).isEqualTo(1000);
        assertThat(others("[server]\nmax_nodes = 18000\n[limits]\nmax_other_connections = 7\n"))
                .isEqualTo(7);
    }

    private int others(String text) {
        return load(text, Overrides.NONE, Map.of()).limits().connections().room().maxOthers();
    }

    @Test
    void replacesEnvironmentVariables() {
        GatewayConfig config =
                load(
                        "[storage]\ndata_dir = \"${BASE}/$${x}/${BASE}\"\n",
                        Overrides.NONE,
                        Map.of("BASE", "a${BASE}"));

        assertThat(config.storage().dataDir()).isEqualTo(Path.of("a${BASE}/${x}/a${BASE}"));
    }

    @Test
    void hidesSecrets() {
        GatewayConfig config =
                load(
                        "[auth]\nenabled = false\ntoken_secret = \"${TOKEN}\"\n",
                        Overrides.NONE,
                        Map.of("TOKEN", "hunter2"));

        assertThat(config.auth().tokenSecret()).isEqualTo(new Secret("hunter2"));
        assertThat(config.toString()).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[server];bind_adress = 1 | :2: unknown key server.bind_adress; did you mean bind_address?",
                "[srever];max_nodes = 1 | :1: unknown section [srever]; did you mean server?",
                "max_nodes = 1 | :1: unknown key max_nodes; every key stands in a section",
                "server = 3 | :1: server = 3: is a section; write [server] and its keys below",
                "[server];max_nodes = \"many\" | :2: server.max_nodes = \"many\": must be an integer from 1 to 1000000; the default is 1000",
                "[server];max_nodes = 0 | :2: server.max_nodes = 0: must be an integer from 1",
                "[server];max_nodes = 1.5 | :2: server.max_nodes = 1.5: must be an integer",
                "[server];bind_address = \"8080\" | :2: server.bind_address = \"8080\": must be host:port",
                "[server];bind_address = \"h:70000\" | :2: server.bind_address = \"h:70000\": the port must be 0 to 65535",
                "[server];bind_address = \"::1:80\" | :2: server.bind_address = \"::1:80\": an IPv6 address needs brackets",
                "[server];bind_address = 80 | :2: server.bind_address = 80: must be a string in quotes",
                "[server.more];a = 1 | :1: unknown key server.more",
                "[health];ready_requires_nodes = 1 | :2: health.ready_requires_nodes = 1: must be true or false",
                "[log];level = \"wran\" | :2: log.level = \"wran\": must be one of trace, debug, info, warn, error; did you mean warn?",
                "[scheduler];policy = \"bestfit\" | did you mean best_fit?",
                "[scheduler];policy = \"custom\" | :2: scheduler.policy = \"custom\": no ScoringFunction is on the class path; put its jar into plugins/, or into scheduler.plugin_dir",
                "[scheduler];plugin_dir = \"/nope\" | :2: scheduler.plugin_dir: no such folder: /nope",
                "[storage];data_dir = \"${NOT_SET}/x\" | :2: storage.data_dir: environment variable NOT_SET is not set; export it or change the value",
                "[tls];cert_path = \"/dev/null\" | :2: tls.cert_path = \"/dev/null\": needs its private key; set tls.key_path as well",
                "[tls];cert_path = \"/nope\";key_path = \"/nope\" | :2: tls.cert_path = \"/nope\": no such file",
                "[auth];enabled = 'yes' | :2: auth.enabled = \"yes\": must be true or false",
                "[auth];token_secret = 'x' | :2: auth.token_secret: must have at least 32 bytes",
                "[auth];next_token_secret_file = '/none' | :2: auth.next_token_secret_file: cannot",
                "[auth];token_secret = 5 | :2: auth.token_secret: must be a string",
                "[server];node_timeout_secs = 89 | :2: server.node_timeout_secs = 89: must be at least 3 heartbeat intervals, so 90",
                "[mesh];cidr = \"10.0.0.0/33\" | :2: mesh.cidr = \"10.0.0.0/33\": must be an IPv4 network",
                "[limits];max_message_bytes = 2048;message_hard_cap_bytes = 2048 | :3: limits.message_hard_cap_bytes = 2048: must be more than limits.max_message_bytes",
                "[server;max_nodes = 1 | :1: not valid TOML",
            })
    void namesPlaceKeyValueAndFix(String lines, String expected) {
        ConfigException failure = failure(lines.replace(';', '\n'), Overrides.NONE);

        assertThat(failure).hasMessageContaining(expected);
    }

    @Test
    void reportsAllProblemsAtOnce() {
        ConfigException failure =
                failure(
                        """
                        [server]
                        max_nodes = -1
                        bind_adress = "x"
                        [log]
                        level = 1
                        [timing]
                        metrics_interval_secs = 0
                        """,
                        Overrides.NONE);

        assertThat(failure.problems()).hasSize(4);
    }

    @Test
    void namesTheFlagAtFault() {
        Overrides flags = new Overrides("nonsense", "/nope", null, "loud", null);

        List<String> problems =
                failure("", flags).problems().stream().map(ConfigProblem::toString).toList();

        assertThat(problems)
                .anyMatch(line -> line.startsWith("--bind: server.bind_address = \"nonsense\""))
                .anyMatch(line -> line.startsWith("--tls-cert: tls.cert_path = \"/nope\""))
                .anyMatch(line -> line.startsWith("--log-level: log.level = \"loud\""));
    }

    @Test
    void doesNotShowTheValueOfAnUnknownKey() {
        ConfigException failure = failure("[auth]\ntoken_secert = \"hunter2\"\n", Overrides.NONE);

        assertThat(failure)
                .hasMessageContaining("did you mean token_secret?")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void saysThatTheFileIsMissing() {
        Path missing = folder.resolve("missing.toml");

        ConfigException failure =
                catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigLoader.load(missing, Overrides.NONE, Map.of()));

        assertThat(failure).hasMessageContaining(missing + ": no such file");
    }

    private ConfigException failure(String text, Overrides flags) {
        return catchThrowableOfType(ConfigException.class, () -> load(text, flags, Map.of()));
    }

    @Test
    void readsWhatEditorsWriteAndNamesWhatIsNoUtf8() throws Exception {
        String text = "[server]\nmax_nodes = 5 # caf\u00e9\n";
        Path file = folder.resolve("gateway.toml");
        Map<String, String> none = Map.of();

        assertThat(load("\uFEFF" + text, Overrides.NONE, none).server().maxNodes()).isEqualTo(5);
        Files.writeString(file, text, StandardCharsets.UTF_16);
        assertThat(ConfigLoader.load(file, Overrides.NONE, none).server().maxNodes()).isEqualTo(5);
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ConfigLoader.load(file, Overrides.NONE, none))
                .hasMessageContaining("is not UTF-8 text; save it as UTF-8");
    }

    private GatewayConfig load(String text, Overrides flags, Map<String, String> environment) {
        Path file = folder.resolve("gateway.toml");
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return ConfigLoader.load(file, flags, environment);
    }
}
