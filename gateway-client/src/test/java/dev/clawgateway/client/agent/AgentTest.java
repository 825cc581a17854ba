package dev.clawgateway.client.agent;

import static dev.clawgateway.client.agent.OrderedWork.WORKLOAD;
import static dev.clawgateway.client.agent.OrderedWork.awaitFinal;
import static dev.clawgateway.client.agent.OrderedWork.awaitState;
import static dev.clawgateway.client.agent.OrderedWork.nextState;
import static dev.clawgateway.client.agent.OrderedWork.spec;
import static dev.clawgateway.client.agent.OrderedWork.start;
import static dev.clawgateway.client.agent.OrderedWork.startOther;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clawgateway.client.ScriptedGateway;
import dev.clawgateway.client.hardware.FakeGpus;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with real processes, against a scripted gateway. */
class AgentTest {
    /** No heartbeat, since nobody answers it: after three the agent would leave. */
    private static final long QUIET_SECS = 3600;

    private static final long BEAT_SECS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private final ScriptedGateway gateway = new ScriptedGateway();
    private Agent agent;

    @BeforeEach
    void begin() throws IOException {
        agent = open(false);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
        gateway.close();
    }

    @Test
    void registersWhatTheMachineHas() throws Exception {
        NodeMessage.Register register = gateway.nextSession().next(NodeMessage.Register.class);

        assertThat(register.nodeId()).isEqualTo(agent.nodeId());
        assertThat(register.name()).isEqualTo("n1");
        assertThat(register.capabilities().labels()).containsEntry("zone", "a");
        assertThat(register.capabilities().capacity().gpus())
                .extracting(gpu -> gpu.model())
                .containsExactly("Fake", "Fake");
        assertThat(register.capabilities().capacity().memoryMib()).isPositive();
        assertThat(register.running()).isEmpty();
        assertThat(register.confirms()).isTrue();
        assertThat(register.bootId()).isNotNull();
    }

    @Test
    void runsAProcessAndTellsEverything() throws Exception {
        ScriptedGateway.Session session = registered();

        session.send(start(1, "echo gpu=$CUDA_VISIBLE_DEVICES; exit 3", 1));

        assertThat(nextState(session)).isEqualTo(WorkloadState.RUNNING);
        assertThat(session.next(NodeMessage.WorkloadLogs.class).lines()).containsExactly("gpu=1");
        NodeMessage.WorkloadUpdate end = session.next(NodeMessage.WorkloadUpdate.class);
        assertThat(end.state()).isEqualTo(WorkloadState.FAILED);
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.attempt()).isEqualTo(1);
    }

    @Test
    void answersAStopOfWhatHasEndedWithItsEndAlone() throws Exception {
        ScriptedGateway.Session session = registered();
        session.send(start(1, "exit 0", 0));
        awaitState(session, WorkloadState.COMPLETED);

        session.send(new NodeCommand.StopWorkload(WORKLOAD, 5, 1, null));

        assertThat(nextState(session)).isEqualTo(WorkloadState.COMPLETED);
    }

    @Test
    void startsTheSameAttemptOnceAndSaysHowItEnded() throws Exception {
        ScriptedGateway.Session session = registered();
        session.send(start(1, "echo run >> ../../../../ran; exit 0", 0));
        awaitState(session, WorkloadState.COMPLETED);

        session.send(start(1, "echo run >> ../../../../ran; exit 0", 0));

        awaitState(session, WorkloadState.COMPLETED);
        assertThat(Files.readAllLines(folder.resolve("ran"))).hasSize(1);
    }

    @Test
    void stopsAProcess() throws Exception {
        ScriptedGateway.Session session = registered();
        session.send(start(1, "sleep 600", 0));
        awaitState(session, WorkloadState.RUNNING);

        session.send(new NodeCommand.StopWorkload(WORKLOAD, 5, 1, null));

        awaitState(session, WorkloadState.STOPPED);
    }

    @Test
    void neverStartsWhatWasStoppedBefore() throws Exception {
        ScriptedGateway.Session session = registered();

        session.send(new NodeCommand.StopWorkload(WORKLOAD, 5, 1, null));
        awaitState(session, WorkloadState.STOPPED);
        session.send(start(1, "echo no", 0));

        assertThat(nextState(session)).isEqualTo(WorkloadState.STOPPED);
    }

    @Test
    void refusesGpusItDoesNotHave() throws Exception {
        ScriptedGateway.Session session = registered();

        session.send(start(1, "echo no", 5));

        awaitState(session, WorkloadState.FAILED);
    }

    @Test
    void waitsForGpusThatAreBeingLetGo() throws Exception {
        ScriptedGateway.Session session = registered();
        WorkloadId other = new WorkloadId(new UUID(8, 10));
        session.send(start(1, "sleep 600", 0));
        awaitState(session, WorkloadState.RUNNING);

        session.send(
                new NodeCommand.StartWorkload(other, spec("exit 0"), List.of(0), 1, List.of()));
        session.send(new NodeCommand.StopWorkload(WORKLOAD, 0, 1, null));

        NodeMessage.WorkloadUpdate end = null;
        while (end == null || !end.workloadId().equals(other) || !end.state().isFinal()) {
            end = session.next(NodeMessage.WorkloadUpdate.class);
        }
        assertThat(end.state()).isEqualTo(WorkloadState.COMPLETED);
    }

    @Test
    void endsAnOlderAttemptBeforeANewerOneStarts() throws Exception {
        ScriptedGateway.Session session = registered();
        session.send(start(1, "sleep 600", 0));
        awaitState(session, WorkloadState.RUNNING);

        session.send(start(2, "exit 0", 0));

        NodeMessage.WorkloadUpdate end = awaitFinal(session);
        assertThat(end.attempt()).isEqualTo(1);
        assertThat(end.state()).isEqualTo(WorkloadState.STOPPED);
        assertThat(awaitFinal(session).attempt()).isEqualTo(2);
    }

    @Test
    void keepsItsWorkloadsAndItsIdOverARestart() throws Exception {
        ScriptedGateway.Session session = registered();
        session.send(start(1, "echo a; while ! [ -e go ]; do sleep 0.05; done; echo b", 0));
        awaitState(session, WorkloadState.RUNNING);
        NodeId id = agent.nodeId();

        agent.close();
        agent = open(false);
        ScriptedGateway.Session second = gateway.nextSession();
        NodeMessage.Register register = second.next(NodeMessage.Register.class);

        assertThat(register.nodeId()).isEqualTo(id);
        assertThat(register.running())
                .extracting(RunningWorkload::workloadId)
                .containsExactly(WORKLOAD);
        second.send(new NodeCommand.Registered(id, QUIET_SECS, QUIET_SECS));
        Files.createFile(folder.resolve("state/attempts/" + WORKLOAD + ".1/work/go"));
        awaitState(second, WorkloadState.COMPLETED);
    }

    @Test
    void endsForTheGatewayOfAnotherFleetOnlyWhatAnOperatorWants() throws Exception {
        ScriptedGateway.Session first = gateway.nextSession();
        assertThat(first.next(NodeMessage.Register.class).fleetId()).isEmpty();
        first.send(new NodeCommand.Registered(agent.nodeId(), QUIET_SECS, QUIET_SECS, "fleet-a"));
        first.send(start(1, "sleep 600", 1));
        awaitState(first, WorkloadState.RUNNING);
        agent.close();
        agent = open(false);
        ScriptedGateway.Session second = gateway.nextSession();
        NodeMessage.Register register = second.next(NodeMessage.Register.class);
        second.send(new NodeCommand.Registered(agent.nodeId(), QUIET_SECS, QUIET_SECS, "fleet-b"));

        second.send(new NodeCommand.StopWorkload(WORKLOAD, 0, 1, "not the current attempt"));
        second.send(startOther(1, "exit 0"));

        assertThat(awaitFinal(second).workloadId()).isNotEqualTo(WORKLOAD);
        second.send(new NodeCommand.StopWorkload(WORKLOAD, 0, 1, "stop requested", true));
        assertThat(awaitFinal(second).workloadId()).isEqualTo(WORKLOAD);
        assertThat(register.fleetId()).isEqualTo("fleet-a");
        assertThat(register.running())
                .singleElement()
                .satisfies(running -> {
                    assertThat(running.gpuIds()).containsExactly(1);
                    assertThat(running.spec()).isEqualTo(spec("sleep 600").withGpuCount(1));
                });
        await().atMost(LIMIT)
                .until(() -> Files.readString(folder.resolve("state/fleet")).equals("fleet-b\n"));
    }

    @Test
    void touchesWorkloadsOnOneThreadFromTheStart() throws Exception {
        ScriptedGateway.Session session = registered();
        session.send(start(1, "while ! [ -e go ]; do sleep 0.05; done", 0));
        awaitState(session, WorkloadState.RUNNING);
        agent.close();
        Path attempt = folder.resolve("state/attempts/" + WORKLOAD + ".1");
        Files.createFile(attempt.resolve("work/go"));
        await().atMost(LIMIT).until(() -> Files.exists(attempt.resolve("exit")));
        Map<WorkloadId, String> threads = new ConcurrentHashMap<>();

        agent = open(false, new EndingThreads(threads));
        ScriptedGateway.Session second = registered();
        second.send(startOther(2, "exit 0"));

        await().atMost(LIMIT).until(() -> threads.size() == 2);
        assertThat(Set.copyOf(threads.values())).hasSize(1);
    }

    @Test
    void keepsAnEndThatIsNotConfirmedOverARestart() throws Exception {
        ScriptedGateway.Session session = registered(BEAT_SECS);
        session.send(start(1, "exit 0", 0));
        awaitState(session, WorkloadState.COMPLETED);
        session.next(NodeMessage.Heartbeat.class);
        session.send(new NodeCommand.HeartbeatAck(Instant.EPOCH, 1L));
        session.drop();

        // Report 1 was that it runs; that it completed was read and is not durable.
        ScriptedGateway.Session second = gateway.nextSession();
        assertThat(second.next(NodeMessage.Register.class).running()).hasSize(1);
        second.send(new NodeCommand.Registered(agent.nodeId(), BEAT_SECS, BEAT_SECS));
        NodeMessage.WorkloadUpdate again = second.next(NodeMessage.WorkloadUpdate.class);

        assertThat(again.state()).isEqualTo(WorkloadState.COMPLETED);
        assertThat(again.report()).isEqualTo(1L);
        second.next(NodeMessage.Heartbeat.class);
        second.send(new NodeCommand.HeartbeatAck(Instant.EPOCH, 1L));
        Path reported = folder.resolve("state/attempts/" + WORKLOAD + ".1/reported");
        await().atMost(LIMIT).until(() -> Files.exists(reported));
    }

    @Test
    void refusesMoreWorkloadsAtOnceThanItTakes() throws Exception {
        ScriptedGateway.Session session = registered();
        session.send(start(1, "sleep 600", 0));
        session.send(startOther(10, "sleep 600"));
        session.send(startOther(11, "exit 0"));

        NodeMessage.WorkloadUpdate end = awaitFinal(session);

        assertThat(end.workloadId()).isEqualTo(new WorkloadId(new UUID(8, 11)));
        assertThat(end.state()).isEqualTo(WorkloadState.FAILED);
        assertThat(end.message()).contains("2 workloads", "--max-workloads");
        session.send(new NodeCommand.StopWorkload(WORKLOAD, 0, 1, null));
        session.send(new NodeCommand.StopWorkload(new WorkloadId(new UUID(8, 10)), 0, 1, null));
        awaitFinal(session);
        awaitFinal(session);
    }

    @Test
    void answersInvokes() throws Exception {
        ScriptedGateway.Session session = registered();

        session.send(new NodeCommand.InvokeRequest("i1", "n", "gpu.list", null, null));
        session.send(new NodeCommand.InvokeRequest("i2", "n", "rm.all", null, null));

        NodeMessage.InvokeResult list = session.next(NodeMessage.InvokeResult.class);
        assertThat(list.ok()).isTrue();
        assertThat(String.valueOf(list.payload())).contains("\"count\":2", "Fake");
        NodeMessage.InvokeResult unknown = session.next(NodeMessage.InvokeResult.class);
        assertThat(unknown.ok()).isFalse();
    }

    @Test
    void refusesASecondAgentOverTheSameFolder() {
        assertThatThrownBy(() -> open(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another agent");
    }

    @Test
    void endsWhenANewerSessionTookItsPlace() throws Exception {
        registered().close(1008, "a newer session registered this node");

        assertThat(agent.awaitEnd())
                .hasValueSatisfying(reason -> assertThat(reason).contains("newer session"));
    }

    @Test
    void stopsItsWorkloadsOnExitWhenAskedTo() throws Exception {
        agent.close();
        agent = open(true);
        ScriptedGateway.Session session = registered();
        session.send(start(1, "sleep 600", 0));
        awaitState(session, WorkloadState.RUNNING);

        agent.close();

        assertThat(folder.resolve("state/attempts/" + WORKLOAD + ".1/outcome")).exists();
    }

    private Agent open(boolean stopOnExit) throws IOException {
        return open(stopOnExit, new SilentListener());
    }

    private Agent open(boolean stopOnExit, AgentListener listener) throws IOException {
        return Agent.start(
                new AgentOptions(
                        gateway.endpoint(),
                        "n1",
                        folder.resolve("state"),
                        Map.of("zone", "a"),
                        new FakeGpus(2, "Fake", 1000),
                        true,
                        stopOnExit,
                        2),
                AgentRuntime.ofThisMachine(),
                listener);
    }

    /** Notes on which thread the end of each workload was told. */
    private static final class EndingThreads extends SilentListener {
        private final Map<WorkloadId, String> threads;

        EndingThreads(Map<WorkloadId, String> threads) {
            this.threads = threads;
        }

        @Override
        public void ended(WorkloadId workload, int attempt, WorkloadState state, String message) {
            threads.put(workload, Thread.currentThread().getName());
        }
    }

    private ScriptedGateway.Session registered() throws Exception {
        return registered(QUIET_SECS);
    }

    private ScriptedGateway.Session registered(long intervalSecs) throws Exception {
        while (true) {
            ScriptedGateway.Session session = gateway.nextSession();
            if (session.open()) {
                session.next(NodeMessage.Register.class);
                session.send(
                        new NodeCommand.Registered(agent.nodeId(), intervalSecs, intervalSecs));
                return session;
            }
        }
    }
}
