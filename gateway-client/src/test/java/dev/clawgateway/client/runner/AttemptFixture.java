package dev.clawgateway.client.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A runner of real processes over a folder of its own; nothing of it is left after a test. */
@Execution(ExecutionMode.SAME_THREAD)
abstract class AttemptFixture {
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Map<String, String> PATH = Map.of("PATH", String.valueOf(System.getenv("PATH")));

    @TempDir Path root;
    final AttemptId id = new AttemptId(new WorkloadId(new UUID(7, 7)), 1);
    final RecordedAttempts told = new RecordedAttempts();
    final RecordedWakeups woken = new RecordedWakeups();
    AttemptRunner runner;

    @BeforeEach
    void open() {
        runner =
                new AttemptRunner(
                        OperatingSystem.ofThisMachine(), root, new SystemTime(), told, woken);
    }

    @AfterEach
    void killWhatIsLeft() throws Exception {
        for (AttemptId each : runner.live()) {
            runner.stop(each, Duration.ZERO);
        }
        awaitNothingLive();
        runner.close();
    }

    /** As an agent that starts where an earlier one was. */
    void recover() {
        open();
        runner.recover();
    }

    /** Of what runs, and of what others left behind. */
    Set<Integer> heldGpus() {
        Set<Integer> held = new TreeSet<>();
        runner.live().forEach(each -> held.addAll(runner.gpus(each).numbers()));
        runner.leftovers().forEach(each -> held.addAll(each.gpus().numbers()));
        return held;
    }

    AttemptFolder folder() {
        return new AttemptFolder(
                root.resolve(id.folderName()), OperatingSystem.ofThisMachine().disk());
    }

    static Launch shell(String script) {
        return new Launch(List.of("sh", "-c", script), PATH, GivenGpus.NONE, null);
    }

    Ending ending() {
        Ending ending = told.endings.get(id);
        assertThat(ending).isNotNull();
        return ending == null ? Ending.refused("") : ending;
    }

    RecordedAttempts turned() {
        runner.turn();
        return told;
    }

    void awaitOutput(String line) {
        await().atMost(LIMIT).until(() -> turned().stdout.contains(line));
    }

    void awaitNothingLive() {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    runner.turn();
                    return runner.live().isEmpty();
                });
    }

    static boolean aliveAndNotZombie(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z");
        } catch (IOException _) {
            return false; // it may go while it is looked at
        }
    }
}
