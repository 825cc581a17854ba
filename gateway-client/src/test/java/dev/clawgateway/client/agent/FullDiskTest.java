package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.client.ScriptedGateway;
import dev.clawgateway.client.hardware.FakeGpus;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of one MiB, which only root can mount. */
class FullDiskTest {
    /** No heartbeat, since nobody answers it: after three the agent would leave. */
    private static final long QUIET_SECS = 3600;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final WorkloadId FIRST = new WorkloadId(new UUID(4, 1));
    private static final WorkloadId SECOND = new WorkloadId(new UUID(4, 2));
    private static final WorkloadId THIRD = new WorkloadId(new UUID(4, 3));

    @TempDir private Path folder;
    private final ScriptedGateway gateway = new ScriptedGateway();
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
        assumeTrue(mounted, "only root can mount a small file system to fill");
    }

    @AfterEach
    void unmount() throws Exception {
        gateway.close();
        if (mounted) {
            run("umount", "-l", folder.toString());
        }
    }

    @Test
    void refusesStartsAndGoesOnWithWhatRuns() throws Exception {
        try (Agent agent = agent()) {
            ScriptedGateway.Session session = gateway.nextSession();
            session.next(NodeMessage.Register.class);
            session.send(new NodeCommand.Registered(agent.nodeId(), QUIET_SECS, QUIET_SECS));
            session.send(start(FIRST, "sleep 600"));
            assertThat(session.next(NodeMessage.WorkloadUpdate.class).state())
                    .isEqualTo(WorkloadState.RUNNING);

            fill();
            session.send(start(SECOND, "exit 0"));
            NodeMessage.WorkloadUpdate refused = session.next(NodeMessage.WorkloadUpdate.class);
            assertThat(refused.state()).isEqualTo(WorkloadState.FAILED);
            assertThat(refused.message()).contains("No space left");
            NodeCondition full = condition(session);
            assertThat(full.status()).isEqualTo(ConditionStatus.TRUE);
            assertThat(full.reason()).contains("disk full");
            session.send(new NodeCommand.StopWorkload(FIRST, 0, 1, null));
            NodeMessage.WorkloadUpdate stopped = session.next(NodeMessage.WorkloadUpdate.class);
            assertThat(stopped.workloadId()).isEqualTo(FIRST);
            assertThat(stopped.state()).isEqualTo(WorkloadState.STOPPED);

            Files.delete(folder.resolve("filling"));
            assertThat(condition(session).status()).isEqualTo(ConditionStatus.FALSE);
            session.send(start(THIRD, "exit 0"));
            NodeMessage.WorkloadUpdate update = session.next(NodeMessage.WorkloadUpdate.class);
            while (update.state() != WorkloadState.COMPLETED) {
                assertThat(update.state().isFinal()).isFalse();
                update = session.next(NodeMessage.WorkloadUpdate.class);
            }
            // What could not be written down then is now.
            Path outcome = folder.resolve("state/attempts/" + SECOND + ".1/outcome");
            await().atMost(LIMIT).until(() -> Files.exists(outcome));
        }
    }

    @Test
    void startsOverAFolderOnAFullDisk() throws Exception {
        try (Agent _ = agent()) {
            gateway.nextSession();
        }
        fill();

        try (Agent agent = agent()) {
            assertThat(gateway.nextSession().next(NodeMessage.Register.class).nodeId())
                    .isEqualTo(agent.nodeId());
        }
    }

    private Agent agent() throws IOException {
        return Agent.start(
                new AgentOptions(
                        gateway.endpoint(),
                        "n1",
                        folder.resolve("state"),
                        Map.of(),
                        new FakeGpus(0, "Fake", 1000),
                        true,
                        false,
                        8),
                AgentRuntime.ofThisMachine(),
                new SilentListener());
    }

    private void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(folder.resolve("filling"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static NodeCondition condition(ScriptedGateway.Session session) throws Exception {
        return session.next(NodeMessage.Register.class).capabilities().conditions().stream()
                .filter(each -> each.type().equals(Conditions.DISK_FULL))
                .findFirst()
                .orElseThrow();
    }

    private static NodeCommand.StartWorkload start(WorkloadId id, String script) {
        WorkloadSpec spec =
                new WorkloadSpec("process", List.of("sh", "-c", script), Map.of(), 0, 0, 0);
        return new NodeCommand.StartWorkload(id, spec, List.of(), 1, List.of());
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
