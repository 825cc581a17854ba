package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.cli.Programs.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that become nodes of a gateway that asks for credentials, by each way there is. */
class JoinIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private Programs programs;
    private Path config;
    private String root;

    @BeforeEach
    void start() throws Exception {
        programs = new Programs(folder);
        config =
                Files.writeString(
                        folder.resolve("asking.toml"),
                        Files.readString(programs.config())
                                + "[auth]\nenabled = true\n"
                                + "token_secret = \"a secret that has 32 bytes and more\"\n");
        programs.start("gateway", "--config", config.toString());
        root = made("root", "--role", "admin", "--name", "root");
        await().atMost(LIMIT).pollInterval(OFTEN).until(() -> asRoot("status").code() == 0);
    }

    @AfterEach
    void stop() {
        programs.close();
    }

    /** The file of a token that is made beside the gateway. */
    private String made(String name, String... options) {
        Path file = folder.resolve(name + ".token");
        Ended made =
                programs.run(
                        Stream.concat(
                                        Stream.of(
                                                "token",
                                                "create",
                                                "--config",
                                                config.toString(),
                                                "--out",
                                                file.toString()),
                                        Stream.of(options))
                                .toArray(String[]::new));
        assertThat(made.code()).as(made.err()).isZero();
        return file.toString();
    }

    private Ended asRoot(String... words) {
        return programs.run(
                Stream.concat(Stream.of("--token-file", root), Stream.of(words))
                        .toArray(String[]::new));
    }

    private Process agent(String name, Map<String, String> environment, String... more) {
        return programs.launch(
                name,
                List.of(),
                environment,
                Stream.concat(
                                Stream.of(
                                        "agent",
                                        "--gateway=" + programs.url(),
                                        "--name=" + name,
                                        "--state-dir=" + folder.resolve("agent-" + name),
                                        "--fake-gpus=1",
                                        "--allow-processes",
                                        "--stop-workloads-on-exit"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void awaitRegistered(String name, int times) {
        await(name)
                .atMost(LIMIT)
                .pollInterval(OFTEN)
                .until(() ->
                        programs.log(name).split("registered as " + name, -1).length == times + 1);
    }

    private static String secret(String file) throws IOException {
        return Files.readString(Path.of(file)).strip();
    }

    /** Neither an argument, which everybody sees, nor what a workload is given has it. */
    @Test
    void theVariableReachesNoWorkloadAndNoArgument() throws Exception {
        String token = secret(made("join", "--join", "--node", "one"));
        Process agent = agent("one", Map.of("CLAW_JOIN_TOKEN", token), "--join");
        awaitRegistered("one", 1);

        Ended run = asRoot("run", "--", "sh", "-c", "env; tr '\\0' '\\n' < /proc/self/environ");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("WORKLOAD_ID=").doesNotContain("CLAW_JOIN", token);
        String arguments = Files.readString(Path.of("/proc/" + agent.pid() + "/cmdline"));
        assertThat(arguments).contains("--join").doesNotContain(token);
        assertThat(programs.log("one")).doesNotContain(token);
        assertThat(programs.log("gateway")).doesNotContain(token);
    }

    @Test
    void aFileIsReadOnceAndTheNodeHasItsOwnCredentialFromThen() throws Exception {
        String file = made("join", "--join", "--node", "two");
        Process agent = agent("two", Map.of(), "--join-file=" + file);
        awaitRegistered("two", 1);
        Files.delete(Path.of(file));
        agent.destroy();
        assertThat(agent.waitFor()).isZero();

        agent("two", Map.of());
        awaitRegistered("two", 2);

        Path kept = folder.resolve("agent-two/credential.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(asRoot("token", "list").out()).contains("node two");
    }

    @Test
    void standardInputHandsItOver() throws Exception {
        String token = secret(made("join", "--join", "--node", "three"));
        Process agent = agent("three", Map.of(), "--join");
        try (OutputStream input = agent.getOutputStream()) {
            input.write((token + "\n").getBytes(StandardCharsets.UTF_8));
        }

        awaitRegistered("three", 1);
    }

    @Test
    void nothingToJoinByIsSaid() throws Exception {
        Process agent = agent("four", Map.of(), "--join");
        agent.getOutputStream().close();

        assertThat(agent.waitFor()).isEqualTo(2);
        assertThat(programs.log("four"))
                .contains("CLAW_JOIN_TOKEN")
                .contains("--join-file")
                .contains("standard input");
    }
}
