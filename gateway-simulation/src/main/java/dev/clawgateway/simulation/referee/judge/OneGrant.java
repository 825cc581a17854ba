package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.node.Gpu;
import dev.clawgateway.core.node.NodeCapacity;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.Telling;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * I1, of what nodes are told, whatever they make of it: a start gives nothing that a start told to
 * the same node before gave to another attempt, unless that attempt is over for all the gateway can
 * know:
 *
 * <ul>
 *   <li>the node reported its end, or registered since and said that it does not run it;
 *   <li>the node was told to kill it since, after it may have been lost, or did not start it in
 *       time. One that does not say on registering what it runs has besides the time to stop
 *       (protocol, "Return of a node that does not say what it runs").
 * </ul>
 *
 * <p>Nothing is judged of nodes that share an id with another: what the one reports frees what the
 * other was told. For a node that picks devices itself only their number is judged.
 */
final class OneGrant implements Judge {
    private record Key(WorkloadId workload, int attempt) {}

    private record Node(String machine, String id) {}

    private final Map<Node, Map<Key, Held>> open = new LinkedHashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.I1_ONE_HOLDER;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.StartWorkload start) {
            told(told, start, history);
        } else if (fact instanceof NodeFact.Said said) {
            said(said, history);
        }
    }

    private void said(NodeFact.Said said, History history) {
        Map<Key, Held> held = of(said);
        switch (said.message()) {
            case NodeMessage.Register register -> {
                if (register.running() != null) {
                    LinkStory link = history.link(said.machine(), said.link());
                    held.keySet()
                            .removeIf(key -> {
                                AttemptStory attempt = attempt(history, key);
                                return attempt == null || GivenUp.without(link, attempt);
                            });
                }
            }
            case NodeMessage.WorkloadUpdate update -> {
                if (update.state().isFinal()) {
                    held.keySet()
                            .removeIf(key ->
                                    key.workload().equals(update.workloadId())
                                            && (update.attempt() == null
                                                    || update.attempt() == key.attempt()));
                }
            }
            case NodeMessage.Heartbeat _,
                    NodeMessage.Metrics _,
                    NodeMessage.WorkloadLogs _,
                    NodeMessage.MeshReady _,
                    NodeMessage.InvokeResult _ -> {}
        }
    }

    private void told(NodeFact.Told told, NodeCommand.StartWorkload start, History history) {
        Map<Key, Held> held = of(told);
        held.values().removeIf(other -> killed(other, history));
        Integer attempt = start.attempt();
        Key key = new Key(start.workloadId(), attempt == null ? 0 : attempt);
        LinkStory link = history.link(told.machine(), told.link());
        Held given = Held.of(Telling.now(told.machine(), told.node(), link, history.now(), start));
        held.remove(key);
        LinkStory.Registration by = link.inForce();
        NodeMessage.Register register = by == null ? null : by.message();
        if (register != null && !history.node(told.node()).cloned()) {
            judge(history, register, held, given, told);
        }
        // By the numbers of a registration that nobody knows, devices cannot be told apart.
        if (register != null && !over(attempt(history, key), told)) {
            held.put(key, given);
        }
    }

    /** Its node said so already, and the start was on its way meanwhile. */
    private static boolean over(@Nullable AttemptStory attempt, NodeFact.Told told) {
        return attempt != null
                && attempt.words().stream()
                        .anyMatch(word -> word.isFinal() && word.machine().equals(told.machine()));
    }

    private void judge(
            History history,
            NodeMessage.Register register,
            Map<Key, Held> held,
            Held given,
            NodeFact.Told told) {
        NodeCapacity capacity = register.capabilities().capacity();
        if (exact(register)) {
            for (String device : given.parts().keySet()) {
                device(history, capacity, held, given, device, told);
            }
        } else {
            int count = given.parts().size();
            long others = heldOf(register, held);
            if (count > 0 && count + others > capacity.gpus().size()) {
                throw broken(
                        history,
                        "%s has %d GPUs, was told to use %d of them, and is told to use %d more"
                                .formatted(told.machine(), capacity.gpus().size(), others, count),
                        told);
            }
        }
        host(history, capacity, held, given, told);
    }

    /** How many of the devices that are there; what has lost one is ended, and holds the rest. */
    private static long heldOf(NodeMessage.Register register, Map<Key, Held> held) {
        Set<String> there = new HashSet<>();
        for (Gpu gpu : register.capabilities().capacity().gpus()) {
            there.add(Held.device(register, gpu.index()));
        }
        return held.values().stream()
                .flatMap(other -> other.parts().keySet().stream())
                .filter(there::contains)
                .count();
    }

    private void device(
            History history,
            NodeCapacity capacity,
            Map<Key, Held> held,
            Held given,
            String device,
            NodeFact.Told told) {
        long millis = 0;
        long memory = 0;
        boolean slices = false;
        for (Held one : held.values()) {
            Held.Part part = one.parts().get(device);
            millis += part == null ? 0 : part.milli();
            memory += part == null ? 0 : part.memoryMib();
            slices |= part != null && part.slice();
        }
        Held.Part part = given.parts().get(device);
        if (part == null) {
            return;
        }
        millis += part.milli();
        memory += part.memoryMib();
        if (millis > 1000 && !slices && !part.slice()) {
            throw broken(
                    history,
                    "%d thousandths of device %s of %s are given away at once"
                            .formatted(millis, device, told.machine()),
                    told);
        }
        long whole = memoryOf(capacity, told, device, history);
        if (whole > 0 && memory > whole) {
            throw broken(
                    history,
                    "%d of the %d MiB of device %s of %s are given away at once"
                            .formatted(memory, whole, device, told.machine()),
                    told);
        }
    }

    private static long memoryOf(
            NodeCapacity capacity, NodeFact.Told told, String device, History history) {
        LinkStory.Registration by = history.link(told.machine(), told.link()).inForce();
        NodeMessage.Register register = by == null ? null : by.message();
        for (Gpu gpu : capacity.gpus()) {
            if (Held.device(register, gpu.index()).equals(device)) {
                return gpu.unifiedMemory() ? 0 : gpu.memoryMib();
            }
        }
        return 0;
    }

    private void host(
            History history,
            NodeCapacity capacity,
            Map<Key, Held> held,
            Held given,
            NodeFact.Told told) {
        long cpu = given.start().command().spec().cpuMillis();
        long memory = given.start().command().spec().memoryMib();
        boolean first = firstTold(history, given);
        for (Held one : held.values()) {
            cpu += one.start().command().spec().cpuMillis();
            memory += one.start().command().spec().memoryMib();
        }
        // What was given before the node shrank is only repeated.
        if (first && given.start().command().spec().cpuMillis() > 0 && cpu > capacity.cpuMillis()) {
            throw broken(
                    history,
                    "%d of the %d millicores of %s are given away at once"
                            .formatted(cpu, capacity.cpuMillis(), told.machine()),
                    told);
        }
        if (first
                && given.start().command().spec().memoryMib() > 0
                && memory > capacity.memoryMib()) {
            throw broken(
                    history,
                    "%d of the %d MiB of %s are given away at once"
                            .formatted(memory, capacity.memoryMib(), told.machine()),
                    told);
        }
    }

    private static boolean firstTold(History history, Held given) {
        Integer number = given.start().command().attempt();
        AttemptStory attempt =
                attempt(
                        history,
                        new Key(given.start().command().workloadId(), number == null ? 0 : number));
        return attempt != null && attempt.starts().size() == 1;
    }

    /** Told to be killed since, where that was the gateway's own doing. */
    private static boolean killed(Held held, History history) {
        NodeCommand.StartWorkload start = held.start().command();
        Integer number = start.attempt();
        AttemptStory attempt =
                attempt(history, new Key(start.workloadId(), number == null ? 0 : number));
        if (attempt == null) {
            return false;
        }
        boolean overdue = GivenUp.overdue(attempt, history);
        boolean lost =
                history.node(held.start().node()).mayHaveBeenLost(held.start().at(), history.now());
        long patience = tellsAll(held) || overdue ? 0 : history.rules().stopTimeout().toNanos();
        return (overdue || lost)
                && attempt.stops().stream()
                        .anyMatch(stop ->
                                stop.machine().equals(held.start().machine())
                                        && stop.at() >= held.start().at()
                                        && stop.command().gracePeriodSecs() == 0
                                        && history.now() - stop.registeredSince() >= patience);
    }

    private static boolean tellsAll(Held held) {
        LinkStory.Registration by = held.start().by();
        NodeMessage.Register register = by == null ? null : by.message();
        return register != null && register.running() != null;
    }

    private static boolean exact(NodeMessage.Register register) {
        return register.running() != null
                || register.capabilities().capacity().gpus().stream()
                        .anyMatch(gpu -> !gpu.migProfiles().isEmpty() || !gpu.links().isEmpty());
    }

    private static @Nullable AttemptStory attempt(History history, Key key) {
        WorkloadStory workload = history.workload(key.workload());
        return workload == null ? null : workload.attempts().get(key.attempt());
    }

    private Map<Key, Held> of(NodeFact fact) {
        return open.computeIfAbsent(
                new Node(fact.machine(), fact.node().toString()), _ -> new LinkedHashMap<>());
    }
}
