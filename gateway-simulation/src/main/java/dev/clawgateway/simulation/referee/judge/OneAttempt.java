package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.MachineFact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.history.AttemptStory;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.LinkStory;
import dev.clawgateway.simulation.referee.history.ProcessStory;
import dev.clawgateway.simulation.referee.history.WorkloadStory;

/**
 * I3: a number of an attempt is given to one node, and once; numbers grow; and no attempt begins to
 * run while an earlier one runs, unless that may have been given up.
 *
 * <p>A start that was on its way on an older connection may come after a later attempt's: what
 * counts is what is told on a connection that was registered after that.
 */
final class OneAttempt implements Judge {
    @Override
    public Invariant invariant() {
        return Invariant.I3_ONE_ATTEMPT;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof NodeFact.Told told
                && told.command() instanceof NodeCommand.StartWorkload start) {
            told(told, start, history);
        } else if (fact instanceof MachineFact.Ran ran) {
            ran(ran, history);
        }
    }

    private void told(NodeFact.Told told, NodeCommand.StartWorkload start, History history) {
        WorkloadStory workload = history.workload(start.workloadId());
        Integer number = start.attempt();
        if (workload == null || number == null || number < 1) {
            throw broken(history, "a start without the number of an attempt", told);
        }
        AttemptStory attempt = workload.attempts().get(number);
        NodeId first = attempt == null ? null : attempt.node();
        if (first != null && !first.equals(told.node())) {
            throw broken(
                    history,
                    "%s was given to node %s, and is given to node %s"
                            .formatted(attempt, first, told.node()),
                    told);
        }
        LinkStory link = history.link(told.machine(), told.link());
        for (AttemptStory later : workload.attempts().tailMap(number, false).values()) {
            if (!later.starts().isEmpty()
                    && later.starts().getFirst().at() < link.registeredSince()) {
                throw broken(
                        history,
                        "%s is told on a connection that is newer than %s"
                                .formatted(attempt, later),
                        told);
            }
        }
    }

    private void ran(MachineFact.Ran ran, History history) {
        WorkloadStory workload = history.workload(ran.workload());
        if (workload == null) {
            return;
        }
        for (AttemptStory other : workload.attempts().values()) {
            boolean earlier = other.number() < ran.attempt();
            boolean runs = other.processes().stream().anyMatch(ProcessStory::alive);
            if (earlier && runs && honest(other, history) && !GivenUp.maybe(other, history)) {
                throw broken(
                        history,
                        "attempt %d of %s begins to run while %s does, whose node is in touch and has not said that it is over"
                                .formatted(ran.attempt(), ran.workload(), other),
                        ran);
            }
        }
    }

    /** What its node's program says can be gone by. */
    private static boolean honest(AttemptStory attempt, History history) {
        return attempt.processes().stream()
                .allMatch(
                        process -> history.machine(process.ran().machine()).promises().truthful());
    }
}
