package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.AccessRequest;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.Pass;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** By a token to join by, no more join than it says, however often each of them asks. */
final class JoinsCounted implements Judge {
    private final Passes passes = new Passes();
    private final Map<String, Set<String>> joined = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.CREDENTIALS;
    }

    @Override
    public void hear(Fact fact, History history) {
        Passes.Request request = passes.hear(fact, history);
        if (request != null
                && fact instanceof AccessFact.Answered answered
                && answered.done()
                && request.asked().what() instanceof AccessRequest.Join(String agent, String _)) {
            String ticket = request.asked().pass();
            Set<String> agents = joined.computeIfAbsent(ticket, _ -> new HashSet<>());
            agents.add(agent);
            Pass pass = passes.pass(ticket);
            if (pass != null && agents.size() > pass.uses()) {
                throw broken(
                        history,
                        "%d agents have joined by %s".formatted(agents.size(), pass),
                        answered);
            }
        }
    }
}
