package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeMessage;
import dev.clawgateway.protocol.claw.node.RunningWorkload;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.NodeStory;
import dev.clawgateway.simulation.referee.history.Telling;
import dev.clawgateway.simulation.referee.history.WorkloadStory;
import java.util.List;

/**
 * Whether the gateway may hold an attempt for over although its process lives: its node said so, or
 * was out of touch for as long as the gateway waits, or registered without it, or did not start it
 * in time. All else would end work that runs.
 */
public final class GivenUp {
    private GivenUp() {}

    static boolean maybe(AttemptStory attempt, History history) {
        return attempt.endSaid() || beforeItsEnd(attempt, history);
    }

    /** Whether it may have been for over before its node said that it ended. */
    public static boolean beforeItsEnd(AttemptStory attempt, History history) {
        return attempt.starts().isEmpty()
                || overdue(attempt, history)
                || attempt.starts().stream()
                        .anyMatch(start ->
                                outOfTouch(start.node(), attempt, history)
                                        || registeredWithout(start.node(), attempt, history));
    }

    /** Whether the node that was told to start it may have been out of touch for so long. */
    static boolean withItsNode(AttemptStory attempt, History history) {
        return attempt.starts().stream()
                .anyMatch(start -> outOfTouch(start.node(), attempt, history));
    }

    /** It may have been placed as long ago as the gateway waits for it to run. */
    static boolean overdue(AttemptStory attempt, History history) {
        WorkloadStory workload = history.workload(attempt.workload());
        return workload == null
                || history.now() - workload.placedAfter(attempt.number())
                        >= history.rules().startTimeout().toNanos();
    }

    /** A start may reach its node long after the attempt was placed, and be lost before. */
    private static boolean outOfTouch(NodeId id, AttemptStory attempt, History history) {
        NodeStory node = history.node(id);
        WorkloadStory workload = history.workload(attempt.workload());
        long since = workload == null ? Long.MIN_VALUE : workload.placedAfter(attempt.number());
        return node.cloned() || node.mayHaveBeenLost(since, history.now());
    }

    /** It said on a later connection, or later on that one, what it runs, and did not name it. */
    private static boolean registeredWithout(NodeId id, AttemptStory attempt, History history) {
        Telling<?> first = attempt.starts().getFirst();
        return history.node(id).machines().stream()
                .flatMap(machine -> history.links(machine).stream())
                .filter(link ->
                        link.registerSaidAt() > first.at()
                                || (link.registerSaidAt() == first.at()
                                        && link.number() > first.link().number()))
                .anyMatch(link -> without(link, attempt));
    }

    static boolean without(LinkStory link, AttemptStory attempt) {
        NodeMessage.Register register = link.register();
        List<RunningWorkload> running = register == null ? null : register.running();
        return running != null
                && running.stream()
                        .noneMatch(one ->
                                one.workloadId().equals(attempt.workload())
                                        && one.attempt() == attempt.number());
    }
}
