package dev.clawgateway.client.simulation;

import dev.clawgateway.client.Disconnection;
import dev.clawgateway.client.node.NodeClient;
import dev.clawgateway.client.node.NodeListener;
import dev.clawgateway.client.simulation.FleetChecker.Run;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.core.time.Time;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.protocol.claw.parts.Capabilities;
import dev.clawgateway.protocol.claw.parts.GpuMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node that pretends: real sessions, no processes. Confined to its client's event loop. */
final class SimulatedNode implements NodeListener {
    /** Marks the load's own workloads, with their number. */
    static final String INDEX_VARIABLE = "CLAW_SIMULATED_WORKLOAD";

    /** What tells a simulated node from a real one. */
    static final Map<String, String> LABELS = Map.of("simulated", "true");

    private static final int PROTOCOL_VERSION = 1;

    private final NodeId id;
    private final String name;
    private final Capabilities capabilities;
    private final Behaviour behaviour;
    private final NodeClient client;
    private final Map<Run, Live> live = new HashMap<>();
    private final Map<Run, WorkloadState> ended = new HashMap<>();
    private final Set<Run> untold = new LinkedHashSet<>();
    private boolean connected;
    private boolean everRegistered;

    /**
     * What all nodes share.
     *
     * @param load tells the load's own workloads from others
     */
    record Behaviour(
            SimulationOptions options,
            LoadMarks load,
            FleetChecker checker,
            SimulationTally tally,
            Time time) {}

    private record Live(List<Integer> gpus, boolean ours) {}

    /**
     * @param client makes the client of this node
     */
    SimulatedNode(
            NodeId id,
            String name,
            NodeCapacity capacity,
            Behaviour behaviour,
            Function<NodeListener, NodeClient> client) {
        this.id = id;
        this.name = name;
        this.capabilities = new Capabilities(capacity, List.of(), LABELS, List.of());
        this.behaviour = behaviour;
        this.client = client.apply(this);
    }

    void start(RandomGenerator random) {
        client.start();
        breakLater(random);
    }

    /** Breaks come at random, as often on average as asked for. */
    private void breakLater(RandomGenerator random) {
        double perHour = behaviour.options.disconnectsPerNodeHour();
        if (perHour > 0) {
            double hours = -Math.log(1 - random.nextDouble()) / perHour;
            client.after(
                    Duration.ofNanos((long) (hours * Duration.ofHours(1).toNanos())),
                    () -> {
                        client.breakConnection();
                        breakLater(random);
                    });
        }
    }

    void close() {
        client.close();
    }

    @Override
    public NodeMessage.Register registration() {
        // What has ended is listed until the gateway has read so: left out it would count as lost.
        List<RunningWorkload> running =
                Stream.concat(live.keySet().stream(), untold.stream())
                        .map(run ->
                                new RunningWorkload(
                                        run.workload(), run.attempt(), WorkloadState.RUNNING))
                        .toList();
        return new NodeMessage.Register(
                id, name, capabilities, PROTOCOL_VERSION, null, null, running, null, null, true);
    }

    @Override
    public List<GpuMetrics> metrics() {
        return capabilities.capacity().gpus().stream().map(this::reading).toList();
    }

    private GpuMetrics reading(Gpu gpu) {
        boolean held = live.values().stream().anyMatch(each -> each.gpus.contains(gpu.index()));
        return new GpuMetrics(
                gpu.index(),
                held ? 97 : 0,
                held ? gpu.memoryMib() * 3 / 4 : 0,
                gpu.memoryMib(),
                held ? 68 : 34,
                held ? 400f : 60f);
    }

    @Override
    public void registered(NodeCommand.Registered answer) {
        connected = true;
        behaviour.tally.connected.incrementAndGet();
        if (!everRegistered) {
            everRegistered = true;
            behaviour.tally.registered.incrementAndGet();
        }
    }

    @Override
    public void command(NodeCommand command) {
        switch (command) {
            case NodeCommand.StartWorkload start -> start(start);
            case NodeCommand.StopWorkload stop -> stop(stop);
            case NodeCommand.Registered _,
                    NodeCommand.HeartbeatAck _,
                    NodeCommand.ConfigUpdate _,
                    NodeCommand.RequestMetrics _,
                    NodeCommand.RequestCapabilities _,
                    NodeCommand.MeshPeerConfig _,
                    NodeCommand.MeshPeerRemove _,
                    NodeCommand.Failure _,
                    NodeCommand.InvokeRequest _ -> {
                // Everything else asks for nothing that a pretended node has.
            }
        }
    }

    private void start(NodeCommand.StartWorkload start) {
        Run run = new Run(start.workloadId(), attempt(start.attempt()));
        WorkloadState end = ended.get(run);
        if (end != null || live.containsKey(run)) {
            behaviour.tally.repeatedStarts.increment();
            tell(run, end != null ? end : WorkloadState.RUNNING);
            return;
        }
        Optional<Integer> index = behaviour.load.indexOf(start.spec());
        index.ifPresent(each -> behaviour.tally.started(each, behaviour.time.nanos()));
        behaviour.checker.started(
                id,
                capabilities.capacity().gpus().size(),
                run,
                start.spec().effectiveGpuCount(),
                start.gpuIds());
        live.put(run, new Live(start.gpuIds(), index.isPresent()));
        behaviour.tally.running.increment();
        tell(run, WorkloadState.RUNNING);
        schedule(run);
    }

    /** Run time and outcome follow from seed and workload, whatever node it lands on. */
    private void schedule(Run run) {
        SimulationOptions.RunTimes times = behaviour.options.fleet().runTimes();
        RandomGenerator random = behaviour.load.randomOf(run);
        long spread = times.max().minus(times.min()).toNanos();
        Duration runTime = times.min().plusNanos(spread > 0 ? random.nextLong(spread + 1) : 0);
        WorkloadState end =
                random.nextDouble() < times.failureRate()
                        ? WorkloadState.FAILED
                        : WorkloadState.COMPLETED;
        client.after(runTime, () -> end(run, end));
    }

    private void stop(NodeCommand.StopWorkload stop) {
        Integer attempt = stop.attempt();
        List<Run> matching =
                live.keySet().stream()
                        .filter(run -> run.workload().equals(stop.workloadId()))
                        .filter(run -> attempt == null || run.attempt() == attempt)
                        .toList();
        matching.forEach(run -> end(run, WorkloadState.STOPPED));
        if (matching.isEmpty()) {
            Run run = new Run(stop.workloadId(), attempt(attempt));
            tell(run, ended.getOrDefault(run, WorkloadState.STOPPED));
        }
    }

    private void end(Run run, WorkloadState state) {
        Live held = live.remove(run);
        if (held == null) {
            return;
        }
        ended.put(run, state);
        untold.add(run);
        behaviour.tally.running.decrement();
        behaviour.checker.ended(id, run, held.gpus, state);
        if (held.ours) {
            behaviour.tally.ended(state);
        }
        tell(run, state);
    }

    private void tell(Run run, WorkloadState state) {
        client.update(
                new NodeMessage.WorkloadUpdate(
                        run.workload(),
                        state,
                        null,
                        behaviour.time.now(),
                        run.attempt(),
                        exitCode(state)));
    }

    private static @Nullable Integer exitCode(WorkloadState state) {
        return switch (state) {
            case COMPLETED -> 0;
            case FAILED -> 1;
            case PENDING, STARTING, RUNNING, STOPPING, STOPPED -> null;
        };
    }

    private static int attempt(@Nullable Integer attempt) {
        return attempt == null ? 1 : attempt;
    }

    @Override
    public void delivered(NodeMessage.WorkloadUpdate update) {
        if (update.state().isFinal()) {
            untold.remove(new Run(update.workloadId(), attempt(update.attempt())));
        }
    }

    @Override
    public void disconnected(Disconnection why, Duration retryIn) {
        lost(why);
    }

    @Override
    public void gaveUp(Disconnection why) {
        lost(why);
    }

    private void lost(Disconnection why) {
        behaviour.tally.trouble.set(why.toString());
        behaviour.tally.disconnects.increment();
        if (connected) {
            connected = false;
            behaviour.tally.connected.decrementAndGet();
        }
    }
}
