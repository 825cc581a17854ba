package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.history.Telling;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.List;

/**
 * A process has the grace that its node was told: it is not killed earlier, unless its node was
 * told to kill it, or to start a later attempt. A program that began after it was told reckons by
 * the machine's clock, which may be wrong, so of that nothing is judged.
 */
final class GraceGiven implements Judge {
    private static final long SLACK_NANOS = 1_000_000_000L;

    @Override
    public Invariant invariant() {
        return Invariant.GRACE;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof MachineFact.Ended ended)
                || ended.cause() != MachineFact.Ended.Cause.KILLED) {
            return;
        }
        MachineStory machine = history.machine(ended.machine());
        WorkloadStory workload = history.workload(ended.workload());
        AttemptStory attempt = workload == null ? null : workload.attempts().get(ended.attempt());
        if (workload == null || attempt == null || !machine.agent() || replaced(workload, ended)) {
            return;
        }
        List<Telling<NodeCommand.StopWorkload>> stops =
                attempt.stops().stream()
                        .filter(stop -> stop.machine().equals(ended.machine()))
                        .toList();
        if (stops.isEmpty() || stops.stream().anyMatch(GraceGiven::kills)) {
            return;
        }
        Telling<NodeCommand.StopWorkload> first = stops.getFirst();
        long given = history.now() - first.at() + SLACK_NANOS;
        long seconds = first.command().gracePeriodSecs();
        if (machine.agentSince() <= first.at() && given < seconds * 1_000_000_000L) {
            throw broken(
                    history,
                    "%s had %d s on %s, and was killed after %d ms"
                            .formatted(
                                    attempt,
                                    seconds,
                                    ended.machine(),
                                    (history.now() - first.at()) / 1_000_000),
                    ended);
        }
    }

    private static boolean kills(Telling<NodeCommand.StopWorkload> stop) {
        return stop.command().gracePeriodSecs() == 0;
    }

    /** By a later attempt on the same machine, for which it has to make room at once. */
    private static boolean replaced(WorkloadStory workload, MachineFact.Ended ended) {
        return workload.attempts().tailMap(ended.attempt() + 1).values().stream()
                .flatMap(later -> later.starts().stream())
                .anyMatch(start -> start.machine().equals(ended.machine()));
    }
}
