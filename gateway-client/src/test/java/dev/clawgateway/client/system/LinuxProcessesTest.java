package dev.clawgateway.client.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes. */
class LinuxProcessesTest {
    private static final String VARIABLE = "LINUX_PROCESSES_TEST_" + UUID.randomUUID();

    @TempDir private Path folder;
    private final LinuxProcesses processes = new LinuxProcesses();

    @Test
    void signalsNobodyWhoHasTheIdOfAGroupThatIsOver() throws Exception {
        Child child =
                processes.spawn(
                        new Spawn(
                                List.of("setsid", "sleep", "600"),
                                Map.of("PATH", "/usr/bin:/bin", VARIABLE, "1"),
                                folder,
                                folder.resolve("stdout"),
                                folder.resolve("stderr")));
        await().atMost(Duration.ofSeconds(60)).until(this::leads);
        ProcessGroup group = processes.having(VARIABLE).getFirst().group();
        ProcessGroup former =
                new ProcessGroup(group.leader(), group.startTicks() - 1, group.boot());

        processes.signal(former, Signal.KILL);

        assertThat(processes.anyAlive(former)).isFalse();
        assertThat(processes.leaderAlive(group)).isTrue();
        processes.signal(group, Signal.KILL);
        await().atMost(Duration.ofSeconds(60)).until(() -> !child.alive());
        assertThat(child.exitCode()).isEqualTo(128 + 9);
    }

    /** In a group of its own, and no more in this process's. */
    private boolean leads() {
        List<LivingProcess> found = processes.having(VARIABLE);
        return found.size() == 1 && found.getFirst().id() == found.getFirst().group().leader();
    }
}
