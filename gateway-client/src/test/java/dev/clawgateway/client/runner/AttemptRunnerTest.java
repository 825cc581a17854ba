package dev.clawgateway.client.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real processes: how they start, what they see, and what is told of them. */
class AttemptRunnerTest extends AttemptFixture {
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
        // Where a folder of the path may not be looked into, it is not said to be missing.
        Map<String, String> path = Map.of("PATH", "/usr/bin:/bin");
        runner.start(id, new Launch(List.of("exit", "0"), path, GivenGpus.NONE, null));

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
        runner.start(id, new Launch(List.of("/no/such/program"), PATH, GivenGpus.NONE, null));

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
                        GivenGpus.read(List.of(1, 3), ""),
                        null));

        awaitNothingLive();

        assertThat(told.stdout)
                .contains("CUDA_VISIBLE_DEVICES=1,3", "_x=a b")
                .contains(root.resolve(id.folderName()).resolve("work").toString());
        assertThat(told.stdout).noneMatch(line -> line.startsWith("HOME="));
    }

    @Test
    void hasLimitsOfItsOwnAndNotTheAgents() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "ulimit -S -n; cat /proc/self/oom_score_adj"),
                        PATH,
                        GivenGpus.NONE,
                        null));

        awaitNothingLive();

        assertThat(told.stdout).containsExactly("1024", "500");
        assertThat(told.stderr).isEmpty();
    }

    @Test
    void needsNothingFromThePathOfTheWorkload() throws Exception {
        runner.start(
                id,
                new Launch(
                        List.of("/bin/sh", "-c", "exit 4"),
                        Map.of("PATH", "/none"),
                        GivenGpus.NONE,
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
                        GivenGpus.NONE,
                        null));

        awaitNothingLive();

        assertThat(told.stdout).containsExactly("a  b", "$HOME", "*", "'q'", "");
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
        runner.start(
                id,
                new Launch(
                        List.of("sleep", "600"),
                        PATH,
                        GivenGpus.of(List.of(0, 2), List.of()),
                        null));

        assertThat(heldGpus()).containsExactlyInAnyOrder(0, 2);

        runner.stop(id, Duration.ZERO);
        awaitNothingLive();
        assertThat(heldGpus()).isEmpty();
    }
}
