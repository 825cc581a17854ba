package dev.clawgateway.client.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.WorkloadState;
import dev.clawgateway.core.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real processes. */
@Execution(ExecutionMode.SAME_THREAD)
class AttemptRunnerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<String, String> PATH =
            Map.of("PATH", String.valueOf(System.getenv("PATH")));

    @TempDir private Path root;
    private final AttemptId id = new AttemptId(new WorkloadId(new UUID(7, 7)), 1);
    private final RecordedAttempts told = new RecordedAttempts();
    private final RecordedWakeups woken = new RecordedWakeups();
    private AttemptRunner runner;

    @BeforeEach
    void open() {
        runner = new AttemptRunner(root, new SystemTime(), told, woken);
    }

    @AfterEach
    void killWhatIsLeft() throws Exception {
        for (AttemptId each : runner.live()) {
            runner.stop(each, Duration.ZERO);
        }
        awaitNothingLive();
        runner.close();
    }

    @Test
    void completesWithItsOutput() throws Exception {
        runner.start(id, shell("echo one; echo two >&2; printf three"));

        awaitNothingLive();

        assertThat(told.running).containsExactly(id);
        assertThat(told.stdout).containsExactly("one", "three");
        assertThat(told.stderr).containsExactly("two");
        assertThat(ending()).isEqualTo(new Ending(WorkloadState.COMPLETED, 0, "exit code 0"));
        assertThat(runner.unreported()).containsExactly(id);
    }

    @Test
    void failsWithItsExitCode() throws Exception {
        runner.start(id, shell("exit 3"));

        awaitNothingLive();

        assertThat(ending()).isEqualTo(new Ending(WorkloadState.FAILED, 3, "exit code 3"));
    }

    @Test
    void saysWhichSignalKilledIt() throws Exception {
        runner.start(id, shell("kill -KILL $$"));

        awaitNothingLive();

        assertThat(ending().exitCode()).isEqualTo(137);
        assertThat(ending().message()).contains("signal 9");
    }

    @Test
    void doesNotTakeAnExitCodeForASignal() throws Exception {
        runner.start(id, shell("exit 143"));

        awaitNothingLive();

        assertThat(ending()).isEqualTo(new Ending(WorkloadState.FAILED, 143, "exit code 143"));
    }

    @Test
    void runsAProgramThatIsNamedLikeACommandOfTheShell() throws Exception {
        runner.start(id, new Launch(List.of("exit", "0"), PATH, List.of(), null));

        awaitNothingLive();

        assertThat(ending().exitCode()).isEqualTo(127);
    }

    @Test
    void asksForALookWhenAProcessEnds() {
        runner.start(id, shell("exit 0"));

        await().atMost(LIMIT).until(() -> woken.askedSoon(id));
    }

    @Test
    void asksForALookWhenOutputComes() throws Exception {
        runner.start(id, shell("while ! [ -e go ]; do sleep 0.05; done; echo line; sleep 600"));
        await().pollDelay(Duration.ofMillis(50))
                .atMost(LIMIT)
                .until(() -> {
                    runner.look(id);
                    return !woken.asked(id);
                });

        Files.createFile(root.resolve(id.folderName()).resolve("work/go"));

        await().atMost(LIMIT).until(() -> woken.asked(id));
    }

    @Test
    void failsWhenTheCommandDoesNotExist() throws Exception {
        runner.start(id, new Launch(List.of("/no/such/program"), PATH, List.of(), null));

        awaitNothingLive();

        assertThat(ending().exitCode()).isEqualTo(127);
        assertThat(String.join("\n", told.stderr)).contains("/no/such/program");
    }

    @Test
    void seesItsOwnEnvironmentAndFolderOnly() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "pwd; env"),
                        Map.of("PATH", "/usr/bin:/bin", "CUDA_VISIBLE_DEVICES", "1,3", "_x", "a b"),
                        List.of(1, 3),
                        null));

        awaitNothingLive();

        assertThat(told.stdout)
                .contains("CUDA_VISIBLE_DEVICES=1,3", "_x=a b")
                .contains(root.resolve(id.folderName()).resolve("work").toString());
        assertThat(told.stdout).noneMatch(line -> line.startsWith("HOME="));
    }

    @Test
    void needsNothingFromThePathOfTheWorkload() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("/bin/sh", "-c", "exit 4"),
                        Map.of("PATH", "/none"),
                        List.of(),
                        null));

        awaitNothingLive();

        assertThat(ending().exitCode()).isEqualTo(4);
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("printf", "%s\n", "a  b", "$HOME", "*", "'q'", ""),
                        PATH,
                        List.of(),
                        null));

        awaitNothingLive();

        assertThat(told.stdout).containsExactly("a  b", "$HOME", "*", "'q'", "");
    }

    @Test
    void stopsOnTerm() throws Exception {
        runner.start(
                id, shell("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done"));
        awaitOutput("up");

        runner.stop(id, Duration.ofSeconds(30));
        awaitNothingLive();

        assertThat(ending().state()).isEqualTo(WorkloadState.STOPPED);
        assertThat(told.stdout).containsExactly("up", "bye");
    }

    @Test
    void killsWhatIgnoresTerm() throws Exception {
        runner.start(id, shell("trap '' TERM; echo up; while :; do sleep 0.05; done"));
        awaitOutput("up");

        runner.stop(id, Duration.ofMillis(300));
        awaitNothingLive();

        assertThat(ending())
                .isEqualTo(
                        new Ending(
                                WorkloadState.STOPPED,
                                null,
                                "killed after its grace period of 300ms"));
    }

    @Test
    void keepsTheGracePeriodOfTheFirstStop() throws Exception {
        runner.start(
                id,
                shell(
                        "trap 'sleep 0.5; echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done"));
        awaitOutput("up");

        runner.stop(id, Duration.ofSeconds(30));
        runner.stop(id, Duration.ofMillis(1));
        awaitNothingLive();

        assertThat(told.stdout).containsExactly("up", "bye");
        assertThat(ending().message()).isEqualTo("stopped");
    }

    @Test
    void keepsTheGracePeriodOverARestart() throws Exception {
        runner.start(
                id,
                shell(
                        "trap 'sleep 0.5; echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done"));
        awaitOutput("up");
        runner.stop(id, Duration.ofSeconds(30));
        runner.close();

        runner = new AttemptRunner(root, new SystemTime(), told, woken);
        runner.recover();
        awaitNothingLive();

        assertThat(told.stdout).containsExactly("up", "bye");
        assertThat(ending()).isEqualTo(new Ending(WorkloadState.STOPPED, 0, "stopped"));
    }

    @Test
    void countsTheGracePeriodFromTheStopThatAnEarlierAgentSaw() throws Exception {
        runner.start(id, shell("trap '' TERM; echo up; while :; do sleep 0.05; done"));
        awaitOutput("up");
        runner.stop(id, Duration.ofSeconds(2));
        long stopped = System.nanoTime();
        runner.close();

        runner = new AttemptRunner(root, new SystemTime(), told, woken);
        runner.recover();
        runner.stop(id, Duration.ofSeconds(2));
        awaitNothingLive();

        assertThat(Duration.ofNanos(System.nanoTime() - stopped))
                .isGreaterThan(Duration.ofMillis(1900));
        assertThat(ending().message()).isEqualTo("killed after its grace period of 2s");
    }

    @Test
    void killsAtOnceWhenForcedWithinTheGracePeriod() throws Exception {
        runner.start(id, shell("trap '' TERM; echo up; while :; do sleep 0.05; done"));
        awaitOutput("up");

        runner.stop(id, Duration.ofHours(1));
        runner.stop(id, Duration.ZERO);
        awaitNothingLive();

        assertThat(ending().message()).isEqualTo("killed: the stop left no grace period");
    }

    @Test
    void killsAtOnceWithoutGrace() throws Exception {
        runner.start(id, shell("trap '' TERM; echo up; sleep 600"));
        awaitOutput("up");

        runner.stop(id, Duration.ZERO);
        awaitNothingLive();

        assertThat(ending().state()).isEqualTo(WorkloadState.STOPPED);
    }

    @Test
    void killsGrandchildrenToo() throws Exception {
        runner.start(id, shell("(trap '' TERM; sleep 600) & echo $!; wait"));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(turned().stdout).hasSize(1));
        long grandchild = Long.parseLong(told.stdout.getFirst());

        runner.stop(id, Duration.ofMillis(200));
        awaitNothingLive();

        assertThat(aliveAndNotZombie(grandchild)).isFalse();
    }

    @Test
    void killsWhatItsCommandLeftBehind() throws Exception {
        runner.start(id, shell("sleep 600 & echo $!; exit 0"));

        awaitNothingLive();

        assertThat(ending().state()).isEqualTo(WorkloadState.COMPLETED);
        assertThat(aliveAndNotZombie(Long.parseLong(told.stdout.getFirst()))).isFalse();
    }

    @Test
    void passesOnBigOutputInOrder() throws Exception {
        runner.start(id, shell("i=0; while [ $i -lt 20000 ]; do echo line$i; i=$((i+1)); done"));

        awaitNothingLive();

        assertThat(told.stdout).hasSize(20_000).startsWith("line0").endsWith("line19999");
    }

    @Test
    void startsAnAttemptOnlyOnce() throws Exception {
        assertThat(runner.start(id, shell("echo once"))).isTrue();
        awaitNothingLive();

        assertThat(runner.start(id, shell("echo twice"))).isFalse();
        assertThat(runner.skip(id, Ending.refused("no"))).isFalse();

        assertThat(runner.live()).isEmpty();
        assertThat(told.stdout).containsExactly("once");
    }

    @Test
    void remembersWhatItRefused() throws Exception {
        runner.skip(id, Ending.refused("no docker here"));

        assertThat(ending()).isEqualTo(new Ending(WorkloadState.FAILED, null, "no docker here"));
        assertThat(runner.start(id, shell("echo no"))).isFalse();
        assertThat(runner.unreported()).containsExactly(id);
        runner.reported(id);
        assertThat(runner.unreported()).isEmpty();
    }

    @Test
    void findsAgainWhatItLeftRunning() throws Exception {
        runner.start(
                id,
                shell("echo before; while ! [ -e go ]; do sleep 0.05; done; echo after; exit 5"));
        awaitOutput("before");
        runner.close();

        runner = new AttemptRunner(root, new SystemTime(), told, woken);
        runner.recover();
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
                .until(() -> new AttemptFolder(root.resolve(id.folderName())).exit().isPresent());

        runner = new AttemptRunner(root, new SystemTime(), told, woken);
        runner.recover();
        awaitNothingLive();

        assertThat(ending().exitCode()).isEqualTo(6);
    }

    @Test
    void neverStartsWhatAnEarlierAgentDidNotGetToStart() throws Exception {
        new AttemptFolder(root.resolve(id.folderName())).begin();

        runner.recover();

        assertThat(runner.live()).isEmpty();
        assertThat(runner.unreported()).containsExactly(id);
        assertThat(runner.start(id, shell("echo no"))).isFalse();
    }

    @Test
    void doesNotTakeAnotherProcessForItsOwn() throws Exception {
        new AttemptFolder(root.resolve(id.folderName())).begin();
        AttemptFolder folder = new AttemptFolder(root.resolve(id.folderName()));
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
                        List.of(1, 3),
                        null));
        awaitOutput("up");
        runner.close();
        folder().delete();

        runner = new AttemptRunner(root, new SystemTime(), told, woken);
        runner.recover();

        assertThat(runner.live()).containsExactly(id);
        assertThat(runner.heldGpus()).containsExactlyInAnyOrder(1, 3);
        assertThat(runner.leftovers()).isEmpty();
        runner.stop(id, Duration.ofSeconds(30));
        awaitNothingLive();
        assertThat(ending().state()).isEqualTo(WorkloadState.STOPPED);
    }

    @Test
    void followsAProcessWhoseJournalDoesNotSayWhichItIs() throws Exception {
        runner.start(id, shell("echo up; while ! [ -e go ]; do sleep 0.05; done; exit 7"));
        awaitOutput("up");
        runner.close();
        Files.write(folder().path().resolve("pid"), new byte[0]);

        runner = new AttemptRunner(root, new SystemTime(), told, woken);
        runner.recover();
        runner.turn();

        assertThat(runner.state(id)).isEqualTo(WorkloadState.RUNNING);
        Files.createFile(folder().work().resolve("go"));
        awaitNothingLive();
        assertThat(ending().exitCode()).isEqualTo(7);
    }

    @Test
    void keepsInViewWhatEscapedAnAttemptThatIsOver() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "setsid sleep 600 & echo $!"),
                        Map.of("PATH", "/usr/bin:/bin", "WORKLOAD_GPUS", "2"),
                        List.of(2),
                        null));
        awaitNothingLive();
        runner.reported(id);
        runner.close();
        long escaped = Long.parseLong(told.stdout.getFirst());

        runner = new AttemptRunner(root, new SystemTime(), told, woken);
        runner.recover();

        assertThat(runner.live()).isEmpty();
        assertThat(runner.leftovers())
                .containsExactly(new AttemptRunner.Leftover(escaped, id, List.of(2)));
        assertThat(runner.heldGpus()).containsExactly(2);
        assertThat(aliveAndNotZombie(escaped)).isTrue();
        ProcessHandle.of(escaped).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(LIMIT).until(() -> runner.leftovers().isEmpty());
        assertThat(runner.heldGpus()).isEmpty();
    }

    @Test
    void leavesTheProcessesOfAnotherFolderAlone() throws Exception {
        runner.start(id, shell("echo up; sleep 600"));
        awaitOutput("up");
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));

        try (AttemptRunner other =
                new AttemptRunner(elsewhere, new SystemTime(), new RecordedAttempts(), woken)) {
            other.recover();

            assertThat(other.live()).isEmpty();
            assertThat(other.leftovers()).isEmpty();
        }
    }

    @Test
    void forgetsOnlyWhatWasReported() throws Exception {
        AttemptId other = new AttemptId(id.workload(), 2);
        runner.skip(id, Ending.refused("a"));
        runner.skip(other, Ending.refused("b"));
        runner.reported(id);

        runner.prune(Duration.ofMinutes(-1));

        assertThat(runner.outcome(id)).isEmpty();
        assertThat(runner.outcome(other)).isPresent();
    }

    @Test
    void knowsWhichGpusAreHeld() throws Exception {
        runner.start(id, new Launch(List.of("sleep", "600"), PATH, List.of(0, 2), null));

        assertThat(runner.heldGpus()).containsExactlyInAnyOrder(0, 2);

        runner.stop(id, Duration.ZERO);
        awaitNothingLive();
        assertThat(runner.heldGpus()).isEmpty();
    }

    private AttemptFolder folder() {
        return new AttemptFolder(root.resolve(id.folderName()));
    }

    private static Launch shell(String script) {
        return new Launch(List.of("sh", "-c", script), PATH, List.of(), null);
    }

    private Ending ending() {
        Ending ending = told.endings.get(id);
        assertThat(ending).isNotNull();
        return ending == null ? Ending.refused("") : ending;
    }

    private RecordedAttempts turned() {
        runner.turn();
        return told;
    }

    private void awaitOutput(String line) {
        await().atMost(LIMIT).until(() -> turned().stdout.contains(line));
    }

    private void awaitNothingLive() {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    runner.turn();
                    return runner.live().isEmpty();
                });
    }

    private static boolean aliveAndNotZombie(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(stat)) {
            return false;
        }
        return !Files.readString(stat).contains(") Z");
    }
}
