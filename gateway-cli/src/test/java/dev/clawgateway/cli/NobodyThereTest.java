package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.cli.command.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no gateway listens every command says so in the same words, whatever it asks by. */
class NobodyThereTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "run --detach",
                "workload list --watch",
                "workspace list",
                "node list --watch",
                "discovery list",
                "members list",
                "token list",
                "whoami",
                "config show",
                "reload",
                "store backup"
            })
    void saysHowToStartOne(String line) {
        int port = Programs.freePort();
        String words = line + " --gateway=ws://127.0.0.1:" + port;
        Ended ended = Ended.of(ClawGateway.commandLine(Map.of(), folder), words.split(" ", -1));

        assertThat(ended.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("error: cannot reach ")
                .contains(
                        "://127.0.0.1:" + port + ": connection refused\n  Is the gateway running");
    }
}
