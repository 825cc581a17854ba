package dev.clawgateway.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.plugin.ScoringFunction;
import dev.clawgateway.server.config.ConfigException;
import dev.clawgateway.server.config.ConfigLoader;
import dev.clawgateway.server.config.GatewayConfig;
import dev.clawgateway.server.config.source.Overrides;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginFunctionsTest {
    @TempDir private Path folder;

    @Test
    void functionsComeOutOfTheJarsOfTheFolder() throws Exception {
        PluginJar.write(folder, "Coolest", "coolest_rack", "node.freeGpus()");
        PluginJar.write(folder, "Newest", "newest", "1");

        assertThat(PluginFunctions.find(folder))
                .extracting(ScoringFunction::name)
                .containsExactlyInAnyOrder("coolest_rack", "newest");
    }

    @Test
    void policyMayBeThatOfAPlugin() throws Exception {
        PluginJar.write(folder, "Coolest", "coolest_rack", "node.freeGpus()");

        GatewayConfig config = load("coolest_rack");

        assertThat(config.scheduler().policy()).isEqualTo("coolest_rack");
        assertThat(config.scheduler().options().functions()).hasSize(1);
    }

    @Test
    void unknownPolicyIsAnsweredWithThoseThatAreKnown() throws Exception {
        PluginJar.write(folder, "Coolest", "coolest_rack", "node.freeGpus()");

        assertThatThrownBy(() -> load("coolest_rak"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be one of best_fit")
                .hasMessageContaining("custom, coolest_rack; did you mean coolest_rack?");
    }

    @Test
    void namesOfPlugInsMeanOneThing() throws Exception {
        PluginJar.write(folder, "One", "same", "1");
        PluginJar.write(folder, "Other", "same", "2");

        assertThatThrownBy(() -> PluginFunctions.find(folder))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("are both called same");
    }

    @Test
    void policiesOfTheGatewayKeepTheirNames() throws Exception {
        PluginJar.write(folder, "Mine", "spread", "1");

        assertThatThrownBy(() -> PluginFunctions.find(folder))
                .hasMessage("Mine calls itself spread, which is a policy of the gateway");
    }

    @Test
    void whatIsNoJarIsToldByItsName() throws Exception {
        PluginJar.write(folder, "Fine", "fine", "1");
        Files.write(folder.resolve("broken.jar"), "no jar".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> PluginFunctions.find(folder))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("broken.jar");
    }

    private GatewayConfig load(String policy) throws Exception {
        Path file = folder.resolve("gateway.toml");
        Files.writeString(
                file,
                "[scheduler]\npolicy = \"%s\"\nplugin_dir = \"%s\"\n".formatted(policy, folder));
        return ConfigLoader.load(file, Overrides.NONE, Map.of());
    }
}
