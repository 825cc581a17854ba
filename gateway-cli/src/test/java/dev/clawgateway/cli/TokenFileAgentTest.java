package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.InProcessGateway.Ended;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.agent.Agent;
import dev.clawgateway.client.agent.AgentOptions;
import dev.clawgateway.client.agent.AgentRuntime;
import dev.clawgateway.client.credential.TokenInFile;
import dev.clawgateway.client.hardware.FakeGpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose token is taken back, and replaced in its file. */
class TokenFileAgentTest {
    @TempDir private Path folder;
    private final AgentWords words = new AgentWords();
    private InProcessGateway gateway;
    private String root;

    @BeforeEach
    void open() throws Exception {
        gateway =
                new InProcessGateway(
                        folder,
                        """
                        [auth]
                        enabled = true
                        token_secret = "a secret that has 32 bytes and more"
                        """);
        root = made("root", "--role", "admin", "--name", "root");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String made(String name, String... options) {
        String file = folder.resolve(name + ".token").toString();
        Ended made =
                gateway.run(
                        Stream.concat(
                                        Stream.of(
                                                "token",
                                                "create",
                                                "--config",
                                                folder.resolve("gateway.toml").toString(),
                                                "--out",
                                                file),
                                        Stream.of(options))
                                .toArray(String[]::new));
        assertThat(made.code()).as(made.err()).isZero();
        return file;
    }

    private String id(Path file) {
        String shown = gateway.run("token", "inspect", "--file", file.toString()).out();
        Matcher id = Pattern.compile("Id +(\\S+)").matcher(shown);
        assertThat(id.find()).as(shown).isTrue();
        return id.group(1);
    }

    private Ended asRoot(String... line) {
        return gateway.run(
                Stream.concat(Stream.of("--token-file", root), Stream.of(line))
                        .toArray(String[]::new));
    }

    @Test
    void comesBackWithTheNextOneAndItsWorkGoesOn() throws Exception {
        Path file = Path.of(made("first", "--node", "gpu-1"));
        AgentOptions options =
                new AgentOptions(
                        Endpoint.parse(gateway.url(), null, null),
                        "gpu-1",
                        folder.resolve("agent"),
                        Map.of(),
                        new FakeGpus(1, "A", 1000),
                        true,
                        true,
                        10,
                        AgentOptions.FATAL_XIDS,
                        new TokenInFile(file));
        try (Agent _ = Agent.start(options, AgentRuntime.ofThisMachine(), words)) {
            words.next("registered");
            assertThat(
                            gateway.run(
                                            "run",
                                            "--detach",
                                            "--name",
                                            "long",
                                            "--token-file",
                                            root,
                                            "--",
                                            "sleep",
                                            "600")
                                    .code())
                    .isZero();
            words.next("started");

            assertThat(asRoot("token", "revoke", id(file)).code()).isZero();
            assertThat(words.next("disconnected")).contains("credential ended");
            Files.move(
                    Path.of(made("second", "--node", "gpu-1")),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
            words.next("registered");

            assertThat(asRoot("workload", "show", "long").out())
                    .containsIgnoringCase("running")
                    .containsPattern("Attempt +1");
        }
    }
}
