package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.MachineStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;

/**
 * Where callers are asked for a credential: once the faults are over, every node is connected
 * again. Those that could not help themselves were helped; whoever has a good credential, or one
 * that can be exchanged, gets by alone.
 */
final class LetInAgain implements Judge {
    private static final long LATELY_NANOS = 120_000_000_000L;

    @Override
    public Invariant invariant() {
        return Invariant.LIVENESS;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof AccessFact.Prolonged) {
            history.machines().forEach(machine -> there(machine, history));
        }
    }

    private void there(MachineStory machine, History history) {
        boolean heard =
                machine.node() != null
                        && history.node(machine.node()).answeredSince(history.now() - LATELY_NANOS);
        // A clone goes by the id of another, which its own credential is not good for.
        boolean expected = machine.up() && machine.agent() && machine.promises().singular();
        if (expected && !heard) {
            throw broken(history, "%s never gets in again".formatted(machine.name()));
        }
    }
}
