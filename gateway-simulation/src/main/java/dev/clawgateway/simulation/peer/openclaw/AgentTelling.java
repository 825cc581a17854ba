package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells the referee what a session of an agent comes to, in the words of other nodes: the first
 * list is its registration, and a container that a list shows to have ended, or not at all, is a
 * report.
 */
final class AgentTelling {
    private static final int NO_INTERVAL = 30;

    private final PeerWorld world;
    private final String machine;
    private final NodeId node;
    private final long link;
    private final GpuHardware hardware;
    private final CrateEngine engine;
    private final Duration grace;
    private final Set<String> ended = new HashSet<>();
    private final Set<String> asked = new HashSet<>();

    /** Containers that were seen on this session, or were to be. */
    private final Set<String> known = new HashSet<>();

    private int registrations;
    private boolean registered;

    /**
     * @param grace that a stop has which is no kill
     */
    AgentTelling(
            PeerWorld world,
            GpuHardware hardware,
            CrateEngine engine,
            NodeId node,
            long link,
            Duration grace) {
        this.world = world;
        this.machine = hardware.machine();
        this.node = node;
        this.link = link;
        this.hardware = hardware;
        this.engine = engine;
        this.grace = grace;
    }

    /** It was given a command, and is about to do it. */
    void ordered(String command, JsonNode params) {
        switch (command) {
            case "gpu.metrics", "workload.inspect", "workload.logs" -> registered();
            case "workload.run" -> {
                registered();
                start(Crate.Wish.read(params));
            }
            case "workload.stop" -> {
                registered();
                stop(params.path("name").asString(""), params.path("force").asBoolean(false));
            }
            default -> {
                // Comes before the gateway knows what it has, or from anybody.
            }
        }
    }

    private void registered() {
        if (!registered && registrations > 0) {
            registered = true;
            for (int i = 0; i < registrations; i++) {
                told(new NodeCommand.Registered(node, NO_INTERVAL, NO_INTERVAL));
            }
        }
    }

    private void start(Crate.Wish wish) {
        known.add(wish.name());
        List<Integer> devices = IntStream.range(0, wish.spec().gpuCount()).boxed().toList();
        told(
                new NodeCommand.StartWorkload(
                        wish.workload(), wish.spec(), devices, wish.attempt(), List.of()));
    }

    private void stop(String name, boolean force) {
        asked.add(name);
        told(
                new NodeCommand.StopWorkload(
                        Crate.Wish.workload(name),
                        force ? 0 : grace.toSeconds(),
                        Crate.Wish.attempt(name),
                        null));
    }

    /** A start was answered. */
    void started(Crate.Wish wish, @Nullable Crate crate, Instant now) {
        if (crate != null) {
            report(wish.name(), WorkloadState.RUNNING, null, now);
        } else if (engine.get(wish.name()) == null) {
            report(wish.name(), WorkloadState.FAILED, null, now);
        }
    }

    /** All containers are listed. */
    void listed(Instant now) {
        if (!registered) {
            registrations++;
            said(registration());
        }
        for (Crate crate : engine.all()) {
            known.add(crate.wish.name());
            inspected(crate.wish.name(), now);
        }
        Set.copyOf(known).stream().sorted().forEach(name -> inspected(name, now));
    }

    /** One is shown as it is. */
    void inspected(String name, Instant now) {
        Crate crate = engine.get(name);
        Integer code = crate == null ? (Integer) CrateEngine.KILLED : crate.exitCode;
        if (code != null && known.contains(name) && ended.add(name)) {
            WorkloadState state = code == 0 ? WorkloadState.COMPLETED : WorkloadState.FAILED;
            report(
                    name,
                    asked.contains(name) ? WorkloadState.STOPPED : state,
                    crate == null ? null : code,
                    now);
        }
    }

    private NodeMessage.Register registration() {
        List<RunningWorkload> running =
                engine.live().stream()
                        .map(crate ->
                                new RunningWorkload(
                                        crate.wish.workload(),
                                        crate.wish.attempt(),
                                        WorkloadState.RUNNING))
                        .toList();
        return new NodeMessage.Register(
                node, machine, hardware.capabilities(), 1, null, null, running, null, null, false);
    }

    /**
     * It beats.
     *
     * @return whether that counts, as it does once it is registered
     */
    boolean beats(Instant now) {
        if (registered) {
            said(new NodeMessage.Heartbeat(node, now));
        }
        return registered;
    }

    /** One that counts was answered. */
    void beatAnswered(Instant now) {
        told(new NodeCommand.HeartbeatAck(now));
    }

    private void report(String name, WorkloadState state, @Nullable Integer code, Instant now) {
        said(
                new NodeMessage.WorkloadUpdate(
                        Crate.Wish.workload(name),
                        state,
                        null,
                        now,
                        Crate.Wish.attempt(name),
                        code));
    }

    private void said(NodeMessage message) {
        world.tell(new NodeFact.Said(machine, node, link, message));
    }

    private void told(NodeCommand command) {
        world.tell(new NodeFact.Told(machine, node, link, command));
    }
}
