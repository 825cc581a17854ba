package dev.clawgateway.client.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clawgateway.client.Connection;
import dev.clawgateway.client.Endpoint;
import dev.clawgateway.client.ManualLoop;
import dev.clawgateway.client.hardware.ContainerRuntime;
import dev.clawgateway.client.hardware.GpuFault;
import dev.clawgateway.client.hardware.GpuSample;
import dev.clawgateway.client.hardware.Hardware;
import dev.clawgateway.client.hardware.Host;
import dev.clawgateway.client.hardware.HostIdentity;
import dev.clawgateway.client.hardware.Platform;
import dev.clawgateway.client.hardware.ToolAnswer;
import dev.clawgateway.client.runner.AttemptId;
import dev.clawgateway.client.runner.Ending;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.ConditionStatus;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCondition;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.ClawCodec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent on one thread, in a time of its own, without processes, sockets or GPUs. */
class AgentInManualTimeTest {
    private static final NodeId NODE = new NodeId(new UUID(0, 1));
    private static final WorkloadId FIRST = new WorkloadId(new UUID(5, 1));
    private static final WorkloadId SECOND = new WorkloadId(new UUID(5, 2));
    private static final Duration TURN = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private final ManualLoop loop = new ManualLoop();
    private final PretendedAttempts attempts = new PretendedAttempts();
    private final Wire wire = new Wire();
    private long ids;
    private Agent agent;

    @BeforeEach
    void start() throws IOException {
        AgentRuntime runtime =
                new AgentRuntime(
                        loop,
                        new SplittableRandom(1),
                        () -> new UUID(0, ++ids),
                        Map.of(),
                        new TwoGpus(),
                        (_, _, listener, wakeups) -> attempts.tell(listener, wakeups),
                        OperatingSystem.ofThisMachine().disk(),
                        loop,
                        loop,
                        loop,
                        () -> {});
        AgentOptions options =
                new AgentOptions(
                        Endpoint.parse("ws://nowhere", null, null),
                        "n1",
                        folder,
                        Map.of(),
                        null,
                        true,
                        false,
                        10);
        agent = Agent.start(options, runtime, new SilentListener());
        loop.advance(TURN);
        loop.latest().opened(wire);
        tell(new NodeCommand.Registered(NODE, 3600, 3600));
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
    }

    @Test
    void registersWhatItsMachineTells() throws Exception {
        NodeMessage.Register register = wire.all(NodeMessage.Register.class).getFirst();

        assertThat(register.nodeId()).isEqualTo(NODE);
        assertThat(register.capabilities().capacity().gpus()).hasSize(2);
        assertThat(register.capabilities().capacity().cpuMillis()).isEqualTo(4000);
        assertThat(register.machineId()).isEqualTo("machine");
    }

    @Test
    void registersWithTheDevicesThatAreNotWell() throws Exception {
        NodeMessage.Register register = wire.all(NodeMessage.Register.class).getFirst();

        assertThat(register.capabilities().conditions())
                .extracting(NodeCondition::type, NodeCondition::status, NodeCondition::reason)
                .containsExactly(tuple("gpu-unhealthy/GPU-1", ConditionStatus.TRUE, "XID 48"));
    }

    @Test
    void refusesAStartWhoseGpusAreHeldForAMinute() throws Exception {
        tell(start(FIRST, List.of(0)));
        tell(start(SECOND, List.of(0)));
        assertThat(states(SECOND)).containsExactly(WorkloadState.STARTING);

        loop.advance(Duration.ofSeconds(59));
        assertThat(states(SECOND)).containsExactly(WorkloadState.STARTING);

        loop.advance(Duration.ofSeconds(2));
        assertThat(states(SECOND)).containsExactly(WorkloadState.STARTING, WorkloadState.FAILED);
        assertThat(states(FIRST)).containsExactly(WorkloadState.RUNNING);
    }

    @Test
    void startsWhatWaitedOnceItsGpusAreLetGo() throws Exception {
        tell(start(FIRST, List.of(0)));
        tell(start(SECOND, List.of(0)));

        loop.advance(Duration.ofSeconds(30));
        attempts.end(new AttemptId(FIRST, 1), new Ending(WorkloadState.COMPLETED, 0, "done"));
        loop.advance(TURN);

        assertThat(states(FIRST)).containsExactly(WorkloadState.RUNNING, WorkloadState.COMPLETED);
        assertThat(states(SECOND)).containsExactly(WorkloadState.STARTING, WorkloadState.RUNNING);
    }

    @Test
    void breaksTheSessionOfAGatewayThatFloodsIt() {
        for (int i = 0; i <= Inbox.MAX_WAITING; i++) {
            loop.latest().received(ClawCodec.write(new NodeCommand.StopWorkload(FIRST, 1, 1, "x")));
        }

        assertThat(wire.dropped).isTrue();
    }

    private void tell(NodeCommand command) {
        loop.latest().received(ClawCodec.write(command));
        loop.advance(Duration.ZERO);
    }

    private static NodeCommand start(WorkloadId id, List<Integer> gpus) {
        WorkloadSpec spec =
                new WorkloadSpec("process", List.of("true"), Map.of(), gpus.size(), 0, 0);
        return new NodeCommand.StartWorkload(id, spec, gpus, 1, List.of());
    }

    private List<WorkloadState> states(WorkloadId id) throws Exception {
        return wire.all(NodeMessage.WorkloadUpdate.class).stream()
                .filter(update -> update.workloadId().equals(id))
                .map(NodeMessage.WorkloadUpdate::state)
                .toList();
    }

    private static final class TwoGpus implements Hardware {
        @Override
        public List<GpuFault> faults(Set<Integer> fatalXids) {
            return List.of(new GpuFault("GPU-1", "XID 48"));
        }

        @Override
        public Host host() {
            return new Host(4000, 8192);
        }

        @Override
        public HostIdentity identity() {
            return new HostIdentity("machine", "boot");
        }

        @Override
        public Platform platform() {
            return new Platform("Linux 6.1", "amd64");
        }

        @Override
        public List<ContainerRuntime> runtimes() {
            return List.of();
        }

        @Override
        public ToolAnswer<Gpu> gpus() {
            return new ToolAnswer<>(
                    List.of(new Gpu(0, "A", 1000, "GPU-0"), new Gpu(1, "A", 1000, "GPU-1")), null);
        }

        @Override
        public ToolAnswer<GpuSample> readings() {
            return new ToolAnswer<>(List.of(), null);
        }
    }

    /** What goes out, kept. */
    private static final class Wire implements Connection {
        private final List<String> sent = new ArrayList<>();
        private boolean dropped;

        <M extends NodeMessage> List<M> all(Class<M> kind) throws Exception {
            List<M> found = new ArrayList<>();
            for (String text : sent) {
                NodeMessage message = ClawCodec.readNodeMessage(text);
                if (kind.isInstance(message)) {
                    found.add(kind.cast(message));
                }
            }
            return found;
        }

        @Override
        public void send(String message) {
            sent.add(message);
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void close(int code, String reason) {
            dropped = true;
        }

        @Override
        public void drop() {
            dropped = true;
        }
    }
}
