package dev.clawgateway.client.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real processes that an earlier agent started. */
class AttemptRecoveryTest extends AttemptFixture {
    @Test
    void findsAgainWhatItLeftRunning() throws Exception {
        runner.start(
                id,
                shell("echo before; while ! [ -e go ]; do sleep 0.05; done; echo after; exit 5"));
        awaitOutput("before");
        runner.close();

        recover();
        turned();

        assertThat(runner.live()).containsExactly(id);
        assertThat(runner.state(id)).isEqualTo(WorkloadState.RUNNING);
        assertThat(runner.start(id, shell("echo no"))).isFalse();
        Files.createFile(root.resolve(id.folderName()).resolve("work/go"));
        awaitNothingLive();
        assertThat(told.stdout).containsExactly("before", "after");
        assertThat(ending().exitCode()).isEqualTo(5);
    }

    @Test
    void learnsWhatEndedWhileItWasAway() throws Exception {
        runner.start(id, shell("echo up; while ! [ -e go ]; do sleep 0.05; done; exit 6"));
        awaitOutput("up");
        runner.close();
        Files.createFile(root.resolve(id.folderName()).resolve("work/go"));
        await().atMost(LIMIT)
                .until(() ->
                        new AttemptFolder(
                                        root.resolve(id.folderName()),
                                        OperatingSystem.ofThisMachine().disk())
                                .exit()
                                .isPresent());

        recover();
        awaitNothingLive();

        assertThat(ending().exitCode()).isEqualTo(6);
    }

    @Test
    void neverStartsWhatAnEarlierAgentDidNotGetToStart() throws Exception {
        new AttemptFolder(root.resolve(id.folderName()), OperatingSystem.ofThisMachine().disk())
                .begin();

        runner.recover();

        assertThat(runner.live()).isEmpty();
        assertThat(runner.unreported()).containsExactly(id);
        assertThat(runner.start(id, shell("echo no"))).isFalse();
    }

    @Test
    void doesNotTakeAnotherProcessForItsOwn() throws Exception {
        new AttemptFolder(root.resolve(id.folderName()), OperatingSystem.ofThisMachine().disk())
                .begin();
        AttemptFolder folder =
                new AttemptFolder(
                        root.resolve(id.folderName()), OperatingSystem.ofThisMachine().disk());
        folder.claim();
        Files.createFile(folder.output(false));
        Files.createFile(folder.output(true));
        Files.writeString(folder.path().resolve("pid"), "1 99999999999 another-boot\n");

        runner.recover();
        awaitNothingLive();

        assertThat(ending().state()).isEqualTo(WorkloadState.FAILED);
        assertThat(ending().exitCode()).isNull();
    }

    @Test
    void findsItsProcessesAgainThoughTheirFoldersAreLost() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "echo up; sleep 600"),
                        Map.of("PATH", "/usr/bin:/bin", "WORKLOAD_GPUS", "1,3"),
                        GivenGpus.of(List.of(1, 3), List.of()),
                        null));
        awaitOutput("up");
        runner.close();
        folder().delete();

        recover();

        assertThat(runner.live()).containsExactly(id);
        assertThat(heldGpus()).containsExactlyInAnyOrder(1, 3);
        assertThat(runner.leftovers()).isEmpty();
        runner.stop(id, Duration.ofSeconds(30));
        awaitNothingLive();
        assertThat(ending().state()).isEqualTo(WorkloadState.STOPPED);
    }

    @Test
    void knowsByWhatTheyAreTheGpusOfProcessesWhoseFoldersAreLost() throws Exception {
        GivenGpus given = GivenGpus.read(List.of(1, 3), "b,d");
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "echo up; sleep 600"),
                        Map.of(
                                "PATH", "/usr/bin:/bin",
                                "WORKLOAD_GPUS", "1,3",
                                "WORKLOAD_GPU_UUIDS", "b,d"),
                        given,
                        null));
        awaitOutput("up");
        runner.close();
        folder().delete();

        recover();

        assertThat(runner.gpus(id)).isEqualTo(given);
        runner.close();
        recover(); // by its mended folder
        assertThat(runner.gpus(id)).isEqualTo(given);
        runner.stop(id, Duration.ZERO);
        awaitNothingLive();
    }

    @Test
    void followsAProcessWhoseJournalDoesNotSayWhichItIs() throws Exception {
        runner.start(id, shell("echo up; while ! [ -e go ]; do sleep 0.05; done; exit 7"));
        awaitOutput("up");
        runner.close();
        Files.write(folder().path().resolve("pid"), new byte[0]);

        recover();
        runner.turn();

        assertThat(runner.state(id)).isEqualTo(WorkloadState.RUNNING);
        Files.createFile(folder().work().resolve("go"));
        awaitNothingLive();
        assertThat(ending().exitCode()).isEqualTo(7);
    }

    @Test
    void followsAProcessWhoseJournalCannotBeMended() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "echo up; while ! [ -e go ]; do sleep 0.05; done"),
                        Map.of("PATH", "/usr/bin:/bin", "WORKLOAD_GPUS", "1,3"),
                        GivenGpus.of(List.of(1, 3), List.of()),
                        null));
        awaitOutput("up");
        runner.close();
        Path journal = root.resolve(id.folderName());
        Files.delete(journal.resolve("pid"));
        Files.delete(journal.resolve("launch"));
        Files.createDirectory(journal.resolve("launch")); // nothing can be written there

        recover();
        turned();

        assertThat(runner.state(id)).isEqualTo(WorkloadState.RUNNING);
        assertThat(runner.leftovers()).isEmpty();
        assertThat(heldGpus()).containsExactlyInAnyOrder(1, 3);
        Files.createFile(journal.resolve("work/go"));
        awaitNothingLive();
        assertThat(ending().exitCode()).isZero();
    }

    @Test
    void keepsInViewWhatEscapedAnAttemptThatIsOver() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "setsid sleep 600 & echo $!"),
                        Map.of("PATH", "/usr/bin:/bin", "WORKLOAD_GPUS", "2"),
                        GivenGpus.of(List.of(2), List.of()),
                        null));
        awaitNothingLive();
        runner.reported(id);
        runner.close();
        long escaped = Long.parseLong(told.stdout.getFirst());
        await().atMost(LIMIT).until(() -> !command(escaped).matches("|.*sh|.*setsid"));

        recover();

        assertThat(runner.live()).isEmpty();
        assertThat(runner.leftovers())
                .containsExactly(
                        new Attempts.Leftover(escaped, id, GivenGpus.of(List.of(2), List.of())));
        assertThat(heldGpus()).containsExactly(2);
        assertThat(aliveAndNotZombie(escaped)).isTrue();
        ProcessHandle.of(escaped).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(LIMIT).until(() -> runner.leftovers().isEmpty());
        assertThat(heldGpus()).isEmpty();
    }

    /** A process that is about to become another program has no environment to be known by. */
    private static String command(long process) {
        return ProcessHandle.of(process).flatMap(alive -> alive.info().command()).orElse("");
    }

    @Test
    void leavesTheProcessesOfAnotherFolderAlone() throws Exception {
        runner.start(id, shell("echo up; sleep 600"));
        awaitOutput("up");
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));

        try (AttemptRunner other =
                new AttemptRunner(
                        OperatingSystem.ofThisMachine(),
                        elsewhere,
                        new SystemTime(),
                        new RecordedAttempts(),
                        woken)) {
            other.recover();

            assertThat(other.live()).isEmpty();
            assertThat(other.leftovers()).isEmpty();
        }
    }
}
