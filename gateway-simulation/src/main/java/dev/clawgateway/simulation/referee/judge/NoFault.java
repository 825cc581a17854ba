package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;

/** Nothing in gateway or agent throws what nobody catches. */
final class NoFault implements Judge {
    @Override
    public Invariant invariant() {
        return Invariant.NO_FAULT;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof WorldFact.TaskFailed(String where, String what)) {
            throw broken(history, where + ": " + what, fact);
        } else if (fact instanceof WorldFact.HistoryRead read) {
            for (Event event : read.events()) {
                if (event.kind() == Event.Kind.HOLDINGS_DIFFER) {
                    throw broken(history, String.valueOf(event.detail()));
                }
            }
        }
    }
}
