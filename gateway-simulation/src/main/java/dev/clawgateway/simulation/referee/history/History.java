package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.LinkFact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.MemberFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OpenClawFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that is known so far. Takes each fact before the judges hear it. */
public final class History {
    /** A pause that the gateway cannot overlook. */
    private static final long LONG_PAUSE_NANOS = 30_000_000_000L;

    private final Rules rules;
    private final Requests requests;
    private final Work work;
    private final Machines machines;
    private long now;
    private long pausedAt;
    private boolean faultsOver;
    private WorldFact.@Nullable Rest rest;
    private long clockStepsNanos;
    private long forgotAt = -1;
    private boolean knowsNothing;

    public History(Rules rules) {
        this.rules = rules;
        this.work = new Work();
        this.requests = new Requests(work);
        this.machines = new Machines(rules, work);
    }

    /** Takes in what happened at that time of the world. */
    public void take(long at, Fact fact) {
        now = at;
        switch (fact) {
            case OperatorFact operator -> {
                requests.take(at, operator);
                if (operator instanceof OperatorFact.Asked asked) {
                    take(asked);
                }
            }
            case NodeFact node -> machines.take(at, node);
            case MachineFact machine -> machines.take(at, machine);
            case WorldFact world -> take(world);
            case AccessFact.Given(String peer, var pass) -> {
                if (pass.limited()) {
                    requests.limited(peer);
                }
            }
            case AccessFact _,
                    CallerFact _,
                    StreamFact _,
                    OpenClawFact _,
                    LinkFact _,
                    MemberFact _ -> {}
        }
    }

    private void take(OperatorFact.Asked asked) {
        RequestStory request = requests.of(asked.request());
        if (request != null && asked.what() instanceof CliRequest.DeleteNode deletion) {
            machines.node(deletion.nodeId()).deletedBy(request);
        }
    }

    private void take(WorldFact fact) {
        switch (fact) {
            case WorldFact.FaultsOver _ -> faultsOver = true;
            case WorldFact.Rested rested -> rest = rested.rest();
            case WorldFact.GatewayClockStepped(Duration by) ->
                    clockStepsNanos += Math.abs(by.toNanos());
            case WorldFact.FolderReplaced(boolean emptied, boolean _) -> {
                forgotAt = now;
                knowsNothing |= emptied;
            }
            case WorldFact.GatewayStarted _ -> machines.gatewayBack(now);
            case WorldFact.GatewayEnded _ -> machines.gatewayStops(now);
            case WorldFact.GatewayPaused _ -> {
                pausedAt = now;
                machines.gatewayStops(now);
            }
            case WorldFact.GatewayResumed _ -> {
                if (now - pausedAt >= LONG_PAUSE_NANOS) {
                    machines.gatewayBack(now);
                }
            }
            case WorldFact.StepBegan _,
                    WorldFact.FaultBegan _,
                    WorldFact.HistoryRead _,
                    WorldFact.TablesRead _,
                    WorldFact.TaskFailed _ -> {}
        }
    }

    public Rules rules() {
        return rules;
    }

    /** The world's time of the last fact. */
    public long now() {
        return now;
    }

    /** When the gateway last forgot what it had acknowledged; -1 for never. */
    public long forgotAt() {
        return forgotAt;
    }

    /** Whether it ever began anew over an empty folder. */
    public boolean knewNothing() {
        return knowsNothing;
    }

    public boolean faultsOver() {
        return faultsOver;
    }

    /** How far the world has come to rest; null while it has not. */
    public WorldFact.@Nullable Rest rest() {
        return rest;
    }

    /**
     * By how much the gateway's wall clock was set in all, either way: what was put back is mended.
     */
    public long clockStepsNanos() {
        return clockStepsNanos;
    }

    public @Nullable RequestStory request(long number) {
        return requests.of(number);
    }

    /** Every request, in the order in which they were asked. */
    public Collection<RequestStory> requests() {
        return requests.all();
    }

    public @Nullable WorkloadStory workload(WorkloadId id) {
        return work.of(id);
    }

    /** How many workloads were ever asked for, each worker counted, whatever was answered. */
    public long workloadsAsked() {
        return work.asked();
    }

    /** In the order in which they became known. */
    public Collection<WorkloadStory> workloads() {
        return work.all();
    }

    /** Empty of what is not known of it yet. */
    public MachineStory machine(String name) {
        return machines.machine(name);
    }

    public Collection<MachineStory> machines() {
        return machines.machines();
    }

    public NodeStory node(NodeId id) {
        return machines.node(id);
    }

    public Collection<NodeStory> nodes() {
        return machines.nodes();
    }

    public LinkStory link(String machine, long number) {
        return machines.link(machine, number);
    }

    /** Every connection a machine's node has had, in the order in which they became known. */
    public List<LinkStory> links(String machine) {
        return machines.links(machine);
    }

    /**
     * What a node that is alone of its id last registered, if nothing that it said later can be in
     * force; null where that is not certain.
     */
    public LinkStory.@Nullable Registration settled(NodeId id) {
        NodeStory node = node(id);
        LinkStory link = node.link();
        LinkStory.Registration by = link == null ? null : link.inForce();
        if (by == null || node.cloned()) {
            return null;
        }
        boolean changes =
                node.machines().stream()
                        .flatMap(machine -> links(machine).stream())
                        .anyMatch(each -> each.registerSaidAt() > by.saidAt());
        return changes ? null : by;
    }

    /** A process that lives or has lived. */
    public @Nullable ProcessStory process(long number) {
        return machines.process(number);
    }

    static <K, V> Map<K, V> table() {
        return new LinkedHashMap<>();
    }
}
