package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes, their machines and connections, and what runs there. */
final class Machines {
    /** Within which a word without a number may cross the start of the next attempt. */
    private static final long CROSSING_NANOS = 60_000_000_000L;

    private final Map<String, MachineStory> machines = History.table();
    private final Map<NodeId, NodeStory> nodes = History.table();
    private final Map<Long, LinkStory> links = History.table();
    private final Map<String, List<LinkStory>> linksOf = History.table();
    private final Map<Long, ProcessStory> processes = History.table();
    private final Rules rules;
    private final Work work;

    Machines(Rules rules, Work work) {
        this.rules = rules;
        this.work = work;
    }

    void take(long at, NodeFact fact) {
        node(fact.node()).usedBy(fact.machine(), machine(fact.machine()).promises().singular());
        switch (fact) {
            case NodeFact.Said said -> said(at, said);
            case NodeFact.Told told -> told(at, told);
        }
    }

    private void said(long at, NodeFact.Said said) {
        LinkStory link = link(said.machine(), said.link());
        switch (said.message()) {
            case NodeMessage.Register register -> link.saidRegister(at, register);
            case NodeMessage.Heartbeat _ -> link.saidBeat(at);
            case NodeMessage.WorkloadUpdate update -> {
                link.saidReport(update);
                reported(at, said, link, update);
            }
            case NodeMessage.Metrics _,
                    NodeMessage.WorkloadLogs _,
                    NodeMessage.MeshReady _,
                    NodeMessage.InvokeResult _ -> {}
        }
    }

    private void reported(
            long at, NodeFact.Said said, LinkStory link, NodeMessage.WorkloadUpdate update) {
        WorkloadStory workload = work.of(update.workloadId());
        if (workload == null || workload.attempts().isEmpty()) {
            return;
        }
        var word = new AttemptStory.Word(said.machine(), said.node(), link, at, update);
        Integer attempt = update.attempt();
        if (attempt == null) {
            workload.saidWithoutNumber(word);
        }
        int meant = attempt != null ? attempt : lastToldTo(workload, said.machine());
        if (workload.attempts().containsKey(meant)) {
            workload.attempt(meant).said(word);
        }
    }

    /** A node that does not count attempts means the one it was told last. */
    private static int lastToldTo(WorkloadStory workload, String machine) {
        int last = 0;
        for (AttemptStory attempt : workload.attempts().values()) {
            if (attempt.starts().stream().anyMatch(start -> start.machine().equals(machine))) {
                last = attempt.number();
            }
        }
        return last;
    }

    private void told(long at, NodeFact.Told told) {
        LinkStory link = link(told.machine(), told.link());
        switch (told.command()) {
            case NodeCommand.Registered _ -> {
                LinkStory.Registration registration = link.wasRegistered();
                node(told.node()).registeredOn(link);
                if (registration != null) {
                    node(told.node()).heard(registration.saidAt(), at);
                }
            }
            case NodeCommand.HeartbeatAck ack -> {
                long said = link.acknowledged(ack.confirmed());
                if (said >= 0) {
                    node(told.node()).heard(said, at);
                }
            }
            case NodeCommand.StartWorkload start -> {
                WorkloadStory workload = work.workload(start.workloadId());
                work.started(workload, start.spec());
                startTold(workload, Telling.now(told.machine(), told.node(), link, at, start));
            }
            case NodeCommand.StopWorkload stop -> stopTold(at, told, link, stop);
            case NodeCommand.Failure failure -> link.failed(failure.code());
            case NodeCommand.ConfigUpdate _,
                    NodeCommand.RequestMetrics _,
                    NodeCommand.RequestCapabilities _,
                    NodeCommand.MeshPeerConfig _,
                    NodeCommand.MeshPeerRemove _,
                    NodeCommand.InvokeRequest _ -> {}
        }
    }

    private static void startTold(
            WorkloadStory workload, Telling<NodeCommand.StartWorkload> start) {
        AttemptStory attempt = workload.attempt(number(start.command().attempt()));
        attempt.told(start);
        for (AttemptStory earlier : workload.attempts().headMap(attempt.number()).values()) {
            attempt.mayBeMeantBy(earlier, start.link(), start.at() - CROSSING_NANOS);
        }
    }

    private void stopTold(
            long at, NodeFact.Told told, LinkStory link, NodeCommand.StopWorkload stop) {
        WorkloadStory workload = work.of(stop.workloadId());
        if (workload == null) {
            return;
        }
        int meant = number(stop.attempt());
        int attempt = meant != 0 ? meant : lastToldTo(workload, told.machine());
        if (workload.attempts().containsKey(attempt)) {
            workload.attempt(attempt)
                    .toldToStop(Telling.now(told.machine(), told.node(), link, at, stop));
        }
    }

    void gatewayStops(long at) {
        nodes.values().forEach(node -> node.gatewayStops(at));
    }

    void gatewayBack(long at) {
        nodes.values().forEach(node -> node.gatewayBack(at));
    }

    void take(long at, MachineFact fact) {
        MachineStory machine = machine(fact.machine());
        switch (fact) {
            case MachineFact.Booted boot -> machine.booted(at, boot);
            case MachineFact.Died _ -> machine.died(at);
            case MachineFact.DevicesChanged changed ->
                    machine.devicesChanged(at, changed.devices());
            case MachineFact.AgentStarted agent -> {
                machine.agentStarted(at, agent.node(), agent.promises());
                node(agent.node()).usedBy(agent.machine(), agent.promises().singular());
            }
            case MachineFact.AgentEnded _ -> machine.agentEnded();
            case MachineFact.MemoryLost _ -> machine.forgot(at);
            case MachineFact.Ran ran -> {
                ProcessStory process = new ProcessStory(ran, at);
                processes.put(ran.process(), process);
                machine.ran(process);
                work.workload(ran.workload()).attempt(ran.attempt()).ran(process);
            }
            case MachineFact.Ended ended -> {
                ProcessStory process = processes.get(ended.process());
                if (process != null && process.alive()) {
                    process.ended(at, ended.exitCode(), ended.cause());
                    machine.ended(ended.process());
                }
            }
        }
    }

    private static int number(@Nullable Integer attempt) {
        return attempt == null ? 0 : attempt;
    }

    MachineStory machine(String name) {
        return machines.computeIfAbsent(name, MachineStory::new);
    }

    Collection<MachineStory> machines() {
        return machines.values();
    }

    NodeStory node(NodeId id) {
        return nodes.computeIfAbsent(id, key -> new NodeStory(key, rules));
    }

    Collection<NodeStory> nodes() {
        return nodes.values();
    }

    LinkStory link(String machine, long number) {
        LinkStory known = links.get(number);
        if (known != null) {
            return known;
        }
        LinkStory link = new LinkStory(number, machine);
        links.put(number, link);
        linksOf.computeIfAbsent(machine, _ -> new ArrayList<>()).add(link);
        return link;
    }

    List<LinkStory> links(String machine) {
        return linksOf.getOrDefault(machine, List.of());
    }

    @Nullable ProcessStory process(long number) {
        return processes.get(number);
    }
}
