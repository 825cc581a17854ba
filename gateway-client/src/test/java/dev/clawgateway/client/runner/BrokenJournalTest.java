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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders of attempts as full disks and power cuts leave them: any file missing or broken. */
class BrokenJournalTest {
    private static final List<String> FILES =
            List.of(
                    "launch",
                    "claimed",
                    "pid",
                    "stop",
                    "exit",
                    "signal",
                    "outcome",
                    "reported",
                    "stdout",
                    "stderr",
                    "stdout.offset",
                    "work");

    @TempDir private Path root;
    private final AttemptId id = new AttemptId(new WorkloadId(new UUID(7, 8)), 1);
    private final RecordedAttempts told = new RecordedAttempts();

    enum Damage {
        MISSING,
        EMPTY,
        HALF,
        GARBAGE,
        FOLDER
    }

    record Case(String file, Damage damage, boolean ended, boolean reported) {}

    static Stream<Case> cases() {
        return FILES.stream()
                .flatMap(file ->
                        Arrays.stream(Damage.values())
                                .flatMap(damage ->
                                        Stream.of(
                                                new Case(file, damage, true, true),
                                                new Case(file, damage, true, false),
                                                new Case(file, damage, false, false))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSurvivedAndNeverRunAgain(Case each) throws Exception {
        writeJournal(each);
        damage(folder().path().resolve(each.file()), each.damage());

        try (AttemptRunner runner =
                new AttemptRunner(
                        OperatingSystem.ofThisMachine(),
                        root,
                        new SystemTime(),
                        told,
                        new RecordedWakeups())) {
            runner.recover();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        runner.turn();
                        return runner.live().isEmpty();
                    });

            assertThat(runner.outcome(id))
                    .hasValueSatisfying(ending -> assertThat(ending.state().isFinal()).isTrue());
            assertThat(
                            runner.start(
                                    id,
                                    new Launch(List.of("true"), Map.of(), GivenGpus.NONE, null)))
                    .isFalse();
            runner.reported(id);
            runner.prune(Duration.ofMinutes(-1));
        }
        assertThat(folder().path()).doesNotExist();
    }

    @Test
    void isToldAsEndedWithoutAnExitCode() throws Exception {
        Files.createDirectory(folder().path());
        Files.createFile(folder().path().resolve("claimed"));
        Files.writeString(folder().path().resolve("pid"), "12345 99999999999 another-boot\n");

        try (AttemptRunner runner =
                new AttemptRunner(
                        OperatingSystem.ofThisMachine(),
                        root,
                        new SystemTime(),
                        told,
                        new RecordedWakeups())) {
            runner.recover();
            runner.turn();
        }

        assertThat(told.endings.get(id))
                .isEqualTo(
                        Ending.refused(
                                "ended without an exit code: killed, or the machine restarted"));
    }

    private AttemptFolder folder() {
        return new AttemptFolder(
                root.resolve(id.folderName()), OperatingSystem.ofThisMachine().disk());
    }

    private void writeJournal(Case each) throws IOException {
        AttemptFolder folder = folder();
        folder.begin();
        folder.writeLaunch(
                new Launch(
                        List.of("true"), Map.of(), GivenGpus.of(List.of(0, 1), List.of()), null));
        folder.claim();
        Files.writeString(folder.path().resolve("pid"), "12345 99999999999 another-boot\n");
        Files.writeString(folder.path().resolve("stop"), "1764291600000 30000\n");
        Files.writeString(folder.path().resolve("exit"), "143 signal\n");
        Files.writeString(folder.path().resolve("signal"), "Terminated\n");
        Files.writeString(folder.output(false), "some output\n");
        Files.writeString(folder.output(true), "");
        folder.writeOffset(false, 5);
        if (each.ended()) {
            folder.writeOutcome(Ending.refused("why"));
        }
        if (each.reported()) {
            folder.markReported();
        }
    }

    private static void damage(Path file, Damage damage) throws IOException {
        String text = Files.isRegularFile(file) ? Files.readString(file) : "";
        AttemptFolder whole = new AttemptFolder(file, OperatingSystem.ofThisMachine().disk());
        if (Files.exists(file)) {
            whole.delete();
        }
        switch (damage) {
            case MISSING -> {
                // Nothing is left of it.
            }
            case EMPTY -> Files.createFile(file);
            case HALF -> Files.writeString(file, text.substring(0, text.length() / 2));
            case GARBAGE -> Files.write(file, new byte[] {(byte) 0xFF, 0, '\n', 'x', (byte) 0x80});
            case FOLDER -> Files.createDirectory(file);
        }
    }
}
