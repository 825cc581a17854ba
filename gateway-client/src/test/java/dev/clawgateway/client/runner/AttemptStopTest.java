package dev.clawgateway.client.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.hardware.GivenGpus;
import dev.clawgateway.core.workload.WorkloadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real processes: how they are stopped, and what of them is. */
class AttemptStopTest extends AttemptFixture {
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

        recover();
        awaitNothingLive();

        assertThat(told.stdout).containsExactly("up", "bye");
        assertThat(ending()).isEqualTo(new Ending(WorkloadState.STOPPED, 0, "stopped"));
    }

    @Test
    void countsTheGracePeriodFromTheStopThatAnEarlierAgentSaw() throws Exception {
        runner.start(id, shell("trap '' TERM; echo up; while :; do sleep 0.05; done"));
        awaitOutput("up");
        long before = System.nanoTime();
        runner.stop(id, Duration.ofSeconds(2));
        runner.close();

        recover();
        runner.stop(id, Duration.ofSeconds(2));
        awaitNothingLive();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
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
    void isNotOverBeforeItsContainerIsRemoved() throws Exception {
        Path removed = root.resolve("removed");
        Path engine = root.resolve("engine");
        Files.writeString(engine, "#!/bin/sh\nsleep 0.3\n: > " + removed + "\n");
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
        runner.start(
                id,
                new Launch(
                        List.of("sh", "-c", "echo up; sleep 600"),
                        PATH,
                        GivenGpus.NONE,
                        new Launch.Container(engine.toString(), "c")));
        awaitOutput("up");

        runner.stop(id, Duration.ZERO);
        awaitNothingLive();

        assertThat(removed).exists();
        assertThat(ending().state()).isEqualTo(WorkloadState.STOPPED);
    }
}
