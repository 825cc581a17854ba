package dev.clawgateway.simulation.referee.policy;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.kernel.SimulatedMachine;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * I9 of maintenance windows: once one was acknowledged, no attempt is told to a node of it that was
 * placed when the node took nothing new, or whose time limit would have ended too late, until an
 * operator asks to take the window back or it is over. Only where the gateway's clock is right.
 */
final class StandsEmpty implements Judge {
    /** A turn may take long, and starts with what was due in it. */
    private static final long MOMENT = Duration.ofSeconds(5).toNanos();

    /** A window that holds for certain, on the world's clock. */
    private record Window(
            String name,
            Set<NodeId> nodes,
            long acknowledged,
            long closes,
            long from,
            long until) {}

    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Set<String> takenBack = new LinkedHashSet<>();

    @Override
    public Invariant invariant() {
        return Invariant.I9_CLOSED;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case OperatorFact operator -> operator(operator, history);
            case NodeFact.Told told -> {
                if (told.command() instanceof NodeCommand.StartWorkload start) {
                    started(told, start, history);
                }
            }
            default -> {}
        }
    }

    private void operator(OperatorFact fact, History history) {
        RequestStory request = history.request(fact.request());
        if (request == null) {
            return;
        } else if (request.what() instanceof CliRequest.RemoveMaintenance remove) {
            takenBack.add(remove.name());
            windows.remove(remove.name());
        } else if (request.what() instanceof CliRequest.SetMaintenance set
                && fact instanceof OperatorFact.Answered
                && request.done()
                && !takenBack.contains(set.name())) {
            windows.put(set.name(), window(set, history.now()));
        }
    }

    private static Window window(CliRequest.SetMaintenance set, long now) {
        long from = SimulatedMachine.nanos(set.from());
        return new Window(
                set.name(),
                Set.copyOf(set.nodes()),
                now,
                from - Duration.ofSeconds(set.leadSecs()).toNanos(),
                from,
                SimulatedMachine.nanos(set.until()));
    }

    private void started(NodeFact.Told told, NodeCommand.StartWorkload start, History history) {
        WorkloadStory workload = history.workload(start.workloadId());
        Integer attempt = start.attempt();
        if (workload == null
                || attempt == null
                || workload.submission() == null
                || history.clockStepsNanos() > 0) {
            return;
        }
        long placed = workload.placedAfter(attempt);
        windows.values().removeIf(window -> window.until() < history.now() - MOMENT);
        for (Window window : windows.values()) {
            if (window.nodes().contains(told.node())
                    && placed > window.acknowledged()
                    && history.now() < window.until()) {
                judge(window, placed, workload.spec(), told, history);
            }
        }
    }

    private void judge(
            Window window,
            long placed,
            @Nullable WorkloadSpec spec,
            NodeFact.Told told,
            History history) {
        if (placed > window.closes() + MOMENT) {
            throw broken(
                    history,
                    "a start that was decided after %s had closed %s"
                            .formatted(window.name(), told.node()),
                    told);
        }
        Duration limit = spec == null ? null : spec.scheduling().queue().timeLimit();
        if (limit != null && placed + limit.toNanos() > window.from() + MOMENT) {
            throw broken(
                    history,
                    "a start that may run into %s on %s".formatted(window.name(), told.node()),
                    told);
        }
    }
}
