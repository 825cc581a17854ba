package dev.clawgateway.server.dialect.openclaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"gpu.list", "workload.run", "system.info", "node.label", "deploy.create"})
    void allowsWhatANodeOfTheFleetNeeds(String command) {
        assertThat(CommandRules.DEFAULT.allows(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system.run",
                "container.exec",
                "node.drain",
                "secret.get",
                "auth.create_key",
                "browser.proxy",
                "gpu",
                ""
            })
    void allowsNothingElse(String command) {
        assertThat(CommandRules.DEFAULT.allows(command)).isFalse();
    }

    @Test
    void takesNamesThatEndInAStarForAllThatBeginSo() {
        CommandRules rules = new CommandRules(List.of("secret.*", "system.run"), List.of());

        assertThat(rules.allowed(List.of("system.run", "secret.get", "secretive", "secret.get")))
                .containsExactly("secret.get", "system.run");
    }

    @Test
    void deniesWhateverElseAllows() {
        CommandRules rules = new CommandRules(List.of("workload.run"), List.of("workload.*"));

        assertThat(rules.allowed(List.of("workload.run", "workload.list", "gpu.list")))
                .containsExactly("gpu.list");
    }
}
