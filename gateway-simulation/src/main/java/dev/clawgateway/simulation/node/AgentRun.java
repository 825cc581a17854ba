package dev.clawgateway.simulation.node;

import dev.clawgateway.client.agent.Agent;
import dev.clawgateway.client.agent.AgentListener;
import dev.clawgateway.client.agent.AgentOptions;
import dev.clawgateway.client.agent.AgentRuntime;
import dev.clawgateway.client.hardware.Hardware;
import dev.clawgateway.client.runner.AttemptRunner;
import dev.clawgateway.client.system.OperatingSystem;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.simulation.kernel.ProcessFault;
import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.Promises;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One life of the real agent, as a process of its machine. */
final class AgentRun {
    /** How long its last words take to leave. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private final SimulatedProcess process;
    private final AgentOptions options;
    private final Outside outside;
    private final GroundTruth truth;
    private @Nullable Agent agent;

    AgentRun(SimulatedProcess process, AgentOptions options, Outside outside, GroundTruth truth) {
        this.process = process;
        this.options = options;
        this.outside = outside;
        this.truth = truth;
    }

    SimulatedProcess process() {
        return process;
    }

    void begin(Hardware hardware, OperatingSystem system, Promises promises) {
        process.execute(() -> start(hardware, system, promises));
    }

    private void start(Hardware hardware, OperatingSystem system, Promises promises) {
        Agent started;
        try {
            started = Agent.start(options, runtime(hardware, system), new Silent());
        } catch (IOException _) {
            // Such as a full disk: a process that ends at once, and says why on its screen.
            process.kill();
            return;
        }
        agent = started;
        NodeId node = started.nodeId();
        String machine = process.machine().name();
        outside.facts().accept(new MachineFact.AgentStarted(machine, node, promises));
        process.atEnd(_ -> outside.facts().accept(new MachineFact.AgentEnded(machine, node)));
        var _ = started.end().thenAccept(reason -> process.execute(() -> leave(reason)));
    }

    private AgentRuntime runtime(Hardware hardware, OperatingSystem system) {
        TappedLoop loop =
                new TappedLoop(
                        outside.network().apply(process.thread("agent-loop")),
                        process.machine().name(),
                        () -> Objects.requireNonNull(agent).nodeId(),
                        outside.links(),
                        this::hear);
        return new AgentRuntime(
                process.time(),
                process.random(),
                process.ids(),
                Map.of("PATH", "/usr/bin:/bin"),
                hardware,
                AttemptRunner.over(system),
                system.disk(),
                loop,
                new AgentThread(process.thread("agent")),
                new AgentThread(process.thread("agent-gpus")),
                () -> {});
    }

    /** What a start grants has to be known to whoever tells what its process uses. */
    private void hear(Fact fact) {
        if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.StartWorkload start) {
            truth.told(start);
        }
        outside.facts().accept(fact);
    }

    /** Asks it to end, as a service manager does. */
    void terminate() {
        process.execute(() -> leave(Optional.empty()));
    }

    private void leave(Optional<String> reason) {
        if (reason.filter(each -> each.startsWith("the agent cannot go on")).isPresent()) {
            throw new ProcessFault(process.name(), new IllegalStateException(reason.get()));
        }
        Agent leaving = agent;
        if (leaving != null) {
            var _ = leaving.leave().thenRun(() -> process.execute(() -> close(leaving)));
        }
    }

    private void close(Agent leaving) {
        try {
            leaving.close();
        } catch (IOException e) {
            throw new ProcessFault(process.name(), e);
        }
        var _ = process.after(LAST_WORDS, process::kill);
    }

    /** Nobody looks at its screen. */
    private static final class Silent implements AgentListener {
        @Override
        public void registered(NodeId node, String name) {}

        @Override
        public void disconnected(String why, Duration retryIn) {}

        @Override
        public void started(WorkloadId workload, int attempt) {}

        @Override
        public void ended(WorkloadId workload, int attempt, WorkloadState state, String message) {}
    }
}
