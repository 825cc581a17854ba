package dev.clawgateway.simulation.referee.session;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.Sight;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I3, its other half: a node that says on registering that it runs an attempt which is not current,
 * since a later one was told or its workload shown to have ended before, is told to stop it, before
 * its second heartbeat after that is answered. Not where it has said that it is over: then it may
 * repeat that in vain.
 */
final class Replaced implements Judge {
    private static final int ENOUGH = 2;

    /** Heartbeats answered on a connection since its last registration was. */
    private final Map<Long, Integer> answered = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.I3_ONE_ATTEMPT;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof NodeFact.Told told)) {
            return;
        }
        if (told.command() instanceof NodeCommand.Registered) {
            answered.put(told.link(), 0);
        } else if (told.command() instanceof NodeCommand.HeartbeatAck
                && answered.merge(told.link(), 1, Integer::sum) == ENOUGH) {
            settled(told, history);
        }
    }

    private void settled(NodeFact.Told told, History history) {
        LinkStory link = history.link(told.machine(), told.link());
        LinkStory.Registration by = link.inForce();
        List<RunningWorkload> running = by == null ? null : by.message().running();
        if (by == null || running == null || history.node(told.node()).cloned()) {
            return;
        }
        for (RunningWorkload one : running) {
            WorkloadStory workload = history.workload(one.workloadId());
            AttemptStory attempt = workload == null ? null : workload.attempts().get(one.attempt());
            if (workload != null
                    && attempt != null
                    && !one.state().isFinal()
                    && replaced(workload, attempt, by.saidAt())
                    && attempt.words().stream().noneMatch(AttemptStory.Word::isFinal)
                    && attempt.stops().stream().noneMatch(stop -> stop.link() == link)) {
                throw broken(
                        history,
                        "%s is not current, runs on %s, and that is not told to stop it"
                                .formatted(attempt, told.machine()),
                        told);
            }
        }
    }

    private static boolean replaced(WorkloadStory workload, AttemptStory attempt, long at) {
        Sight ended = workload.ended();
        return (ended != null && ended.shownAt() < at)
                || workload.attempts().tailMap(attempt.number(), false).values().stream()
                        .flatMap(later -> later.starts().stream())
                        .anyMatch(start -> start.at() < at);
    }
}
