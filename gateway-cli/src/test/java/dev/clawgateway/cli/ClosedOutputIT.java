package dev.clawgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on until it is interrupted ends too when nobody reads it any more. */
class ClosedOutputIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private static Path folder;
    private static Programs programs;

    @BeforeAll
    static void startFleet() {
        programs = new Programs(folder);
        programs.startGateway();
        programs.startAgent("only", 4);
    }

    @AfterAll
    static void stopFleet() {
        programs.close();
    }

    @Test
    void endsAListThatIsWatched() {
        programs.run("run", "--detach", "--gpus=0", "--", "true");
        Process list = first("list", "workload", "list", "--all", "--watch");

        await().atMost(LIMIT)
                .until(() -> {
                    programs.run("run", "--detach", "--gpus=0", "--", "true");
                    return !list.isAlive();
                });

        assertThat(programs.log("list")).startsWith("ID ").hasLineCount(1);
    }

    @Test
    void endsOutputThatIsFollowed() {
        String chatter = "while :; do echo word; sleep 0.1; done";
        programs.run("run", "--detach", "--gpus=0", "--name=talk", "--", "sh", "-c", chatter);

        Process logs = first("logs", "workload", "logs", "--follow", "talk");

        await().atMost(LIMIT).until(() -> !logs.isAlive());
        assertThat(programs.log("logs")).isEqualTo("word\n");
    }

    /** Reads the first line, and no more. */
    private static Process first(String name, String... command) {
        List<String> shell = List.of("sh", "-c", "\"$@\" | head -n 1", "sh");
        return programs.launch(name, shell, Map.of("CLAW_GATEWAY", programs.url()), command);
    }
}
