package dev.clawgateway.simulation.referee.rest;

import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway keeps falls to what lives: at rest it has no more deadlines than what is still
 * shown can have, one for each workload and a few for each node.
 */
final class TablesAtRest implements Judge {
    private static final int OF_A_WORKLOAD = 1;
    private static final int OF_A_NODE = 3;

    private int workloads;
    private int nodes;
    private WorldFact.@Nullable TablesRead tables;

    @Override
    public Invariant invariant() {
        return Invariant.LIVENESS;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof WorldFact.TablesRead read) {
            tables = read;
        } else if (fact instanceof OperatorFact.Answered answered) {
            if (answered.answer() instanceof CliReply.Workloads shown) {
                workloads = shown.workloads().size();
            } else if (answered.answer() instanceof CliReply.Nodes shown) {
                nodes = shown.nodes().size();
            }
        }
    }

    @Override
    public void rested(History history) {
        WorldFact.TablesRead read = tables;
        if (read == null || history.rest() != WorldFact.Rest.EMPTY) {
            return;
        }
        long deadlines = read.sizes().getOrDefault("deadlines", 0L);
        long most = (long) OF_A_WORKLOAD * workloads + (long) OF_A_NODE * nodes;
        if (deadlines > most) {
            throw broken(
                    history,
                    "%d deadlines are left, for %d workloads that have ended and %d nodes"
                            .formatted(deadlines, workloads, nodes),
                    read);
        }
    }
}
