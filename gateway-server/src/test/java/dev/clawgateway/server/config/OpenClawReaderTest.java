package dev.clawgateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.server.config.openclaw.OpenClawConfig;
import dev.clawgateway.server.config.source.ListenAddress;
import dev.clawgateway.server.config.source.Overrides;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenClawReaderTest {
    private static final Path EXAMPLE = Path.of("..", "config", "openclaw.toml");

    @Test
    void nobodyComesWhereNothingIsSaid() {
        GatewayConfig config = read("");

        assertThat(config.openclaw().enabled()).isFalse();
        assertThat(config.listeners()).isEmpty();
    }

    @Test
    void switchedOnTheyComeToThisMachineOnly() {
        GatewayConfig config = read("[openclaw]\nenabled = true");

        assertThat(config.listeners())
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener.bindAddress())
                            .isEqualTo(new ListenAddress("127.0.0.1", 18_789));
                    assertThat(listener.dialects()).isEqualTo(Set.of("openclaw"));
                });
        assertThat(config.openclaw().auth().mode()).isEqualTo(OpenClawConfig.Mode.NONE);
    }

    @Test
    void listenerThatNamesThemIsEnough() {
        GatewayConfig config =
                read(
                        "[[listener]]\nname = \"a\"\nbind_address = \"127.0.0.1:7\"\n"
                                + "dialects = [\"openclaw\", \"api\"]");

        assertThat(config.openclaw().enabled()).isTrue();
        assertThat(config.listeners()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "port = 9, 127.0.0.1:9",
        "bind = \"lan\", 0.0.0.0:18789",
        "bind = \"auto\", 127.0.0.1:18789",
        "bind = \"custom\"\\ncustomBindHost = \"10.0.0.1\", 10.0.0.1:18789",
        "bind = { loopback = true }, 127.0.0.1:18789",
        "bind = { lan = true }, 0.0.0.0:18789",
        "bind = { host = \"10.0.0.2\" }, 10.0.0.2:18789",
    })
    void bothFormsSayWhereTheyCome(String gateway, String address) {
        GatewayConfig config =
                read(
                        "[gateway]\n"
                                + gateway.replace("\\n", "\n")
                                + "\n[gateway.auth]\ntoken = \"t\"");

        assertThat(config.listeners())
                .singleElement()
                .extracting(ListenerConfig::bindAddress)
                .isEqualTo(ListenAddress.parse(address));
    }

    @ParameterizedTest
    @CsvSource({
        "token = \"t\", TOKEN, t",
        "password = \"p\", PASSWORD, p",
        "token = \"t\"\\npassword = \"p\", PASSWORD, p",
        "mode = \"token\"\\ntoken = \"t\"\\npassword = \"p\", TOKEN, t",
    })
    void modeFollowsFromWhatThereIs(String auth, OpenClawConfig.Mode mode, String secret) {
        OpenClawConfig config = read("[gateway.auth]\n" + auth.replace("\\n", "\n")).openclaw();

        assertThat(config.enabled()).isTrue();
        assertThat(config.auth().mode()).isEqualTo(mode);
        assertThat(config.auth().secret())
                .isNotNull()
                .satisfies(found -> assertThat(found.value()).isEqualTo(secret));
        assertThat(config.toString()).doesNotContain("secret=" + secret);
    }

    @Test
    void environmentHasTheSecretWhereTheFileHasNone() {
        GatewayConfig config =
                ConfigLoader.of(
                                "[openclaw]\nenabled = true",
                                Map.of(),
                                Map.of("OPENCLAW_GATEWAY_TOKEN", "hidden"),
                                List.of())
                        .config();

        assertThat(config.openclaw().auth().mode()).isEqualTo(OpenClawConfig.Mode.TOKEN);
        assertThat(config.toString()).doesNotContain("hidden");
    }

    @Test
    void timesAreInMilliseconds() {
        OpenClawConfig config =
                read("[gateway]\nport = 9\nheartbeatInterval = 5000\nconnectionTimeout = 2500")
                        .openclaw();

        assertThat(config.times())
                .isEqualTo(
                        new OpenClawConfig.Times(Duration.ofSeconds(5), Duration.ofMillis(2500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[gateway]\nbind = \"tailnet\"",
                "[gateway]\nbind = \"everywhere\"",
                "[gateway]\nbind = \"custom\"",
                "[gateway]\nbind = { wan = true }",
                "[gateway]\nport = 70000",
                "[gateway]\nuiPort = 3",
                "[gateway.auth]\nmode = \"trusted-proxy\"",
                "[gateway.auth]\nmode = \"token\"",
                "[gateway.auth]\nallowTailscale = true",
                "[gateway.tls]\nenabled = true",
                "[gateway.tls]\nautoGenerate = true",
                "[gateway.tls]\ncert = \"/x\"\nkey = \"/y\"",
                "[gateway.nodes]\nallowCommands = [\"a b\"]",
                "[openclaw]\npath = \"x\"",
                "[openclaw]\napprove_labels = [\"rack\"]",
                "[openclaw]\nenabled = false\n[[listener]]\nname = \"a\"\n"
                        + "bind_address = \"127.0.0.1:7\"\ndialects = [\"openclaw\"]",
                "[server]\nbind_address = \"127.0.0.1:1\"\n[auth]\nenabled = false\n"
                        + "[gateway]\nbind = \"lan\"",
            })
    void refusesWhatItCannotKeep(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(ConfigException.class);
    }

    @Test
    void exampleIsRead() {
        GatewayConfig config =
                ConfigLoader.load(EXAMPLE, Overrides.NONE, Map.of("OPENCLAW_TOKEN", "t"));

        assertThat(config.openclaw().enabled()).isTrue();
        assertThat(config.openclaw().commands().deny()).containsExactly("node.drain");
        assertThat(config.openclaw().approval().networks()).hasSize(1);
    }

    private static GatewayConfig read(String text) {
        return ConfigLoader.of(text, Map.of(), Map.of(), List.of()).config();
    }
}
