package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;

/**
 * A stop keeps the grace it was ordered with (protocol, "Nodes to the gateway"): a node is told to
 * kill an attempt at once only where somebody asked for that by force, or a stop with grace has not
 * been obeyed for as long as the gateway waits, or the attempt is not current any more, or may have
 * been given up.
 */
final class Grace implements Judge {
    @Override
    public Invariant invariant() {
        return Invariant.GRACE;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof NodeFact.Told told)
                || !(told.command() instanceof NodeCommand.StopWorkload stop)) {
            return;
        }
        long grace = history.rules().stopGrace().toSeconds();
        if (stop.gracePeriodSecs() != 0 && stop.gracePeriodSecs() != grace) {
            throw broken(
                    history,
                    "a stop with a grace of %d s, which is neither 0 nor %d"
                            .formatted(stop.gracePeriodSecs(), grace),
                    told);
        }
        WorkloadStory workload = history.workload(stop.workloadId());
        Integer number = stop.attempt();
        AttemptStory attempt =
                workload == null || number == null ? null : workload.attempts().get(number);
        if (stop.gracePeriodSecs() == 0
                && workload != null
                && attempt != null
                && told.node().equals(attempt.node())
                && current(workload, attempt)
                && !forced(workload)
                && !unheeded(attempt, told, history)
                && !busy(attempt, told, history)
                && !GivenUp.maybe(attempt, history)) {
            throw broken(
                    history,
                    "%s is current, nobody stops it by force, and it is told to be killed at once"
                            .formatted(attempt),
                    told);
        }
    }

    private static boolean current(WorkloadStory workload, AttemptStory attempt) {
        return workload.ended() == null
                && workload.attempts().lastEntry().getKey() == attempt.number()
                && (workload.latest() == null || workload.latest().attempt() <= attempt.number());
    }

    private static boolean forced(WorkloadStory workload) {
        return workload.stops().stream()
                .filter(RequestStory::mayBeDone)
                .anyMatch(stop ->
                        stop.what() instanceof CliRequest.StopWorkload asked && asked.force());
    }

    /**
     * Its node does one thing after the other, and has been given the start for so long that a stop
     * with grace may have waited behind that, and had its time.
     */
    private static boolean busy(AttemptStory attempt, NodeFact.Told told, History history) {
        long patience = history.rules().stopGrace().plus(history.rules().stopTimeout()).toNanos();
        return history.machine(told.machine()).promises().serial()
                && attempt.starts().stream()
                        .anyMatch(start ->
                                start.link().number() == told.link()
                                        && history.now() - start.at() >= patience);
    }

    /**
     * A stop with grace came before on the same connection, since every order is sent, or sent
     * again, with its grace first; and it is not too young for that.
     */
    private static boolean unheeded(AttemptStory attempt, NodeFact.Told told, History history) {
        long patience = history.rules().stopGrace().plus(history.rules().stopTimeout()).toNanos();
        LinkStory link = history.link(told.machine(), told.link());
        return history.now() - link.registeredSince() >= patience
                && attempt.stops().stream()
                        .anyMatch(stop ->
                                stop.command().gracePeriodSecs() > 0
                                        && stop.link().number() == link.number());
    }
}
