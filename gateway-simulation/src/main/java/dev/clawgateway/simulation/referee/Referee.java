package dev.clawgateway.simulation.referee;

import dev.clawgateway.simulation.referee.access.AccessJudges;
import dev.clawgateway.simulation.referee.caller.CallerJudges;
import dev.clawgateway.simulation.referee.coverage.Counter;
import dev.clawgateway.simulation.referee.coverage.Coverage;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.Rules;
import dev.clawgateway.simulation.referee.judge.Judge;
import dev.clawgateway.simulation.referee.judge.Judges;
import dev.clawgateway.simulation.referee.judge.Violation;
import dev.clawgateway.simulation.referee.policy.PolicyJudges;
import dev.clawgateway.simulation.referee.registry.RegistryJudges;
import dev.clawgateway.simulation.referee.rest.RestJudges;
import dev.clawgateway.simulation.referee.session.SessionJudges;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens and holds it against what is promised. A broken promise is not thrown where
 * the fact is told, which may be deep in the product's own code, but at the end of the step.
 */
public final class Referee implements Consumer<Fact> {
    private final LongSupplier nanos;
    private final History history;
    private List<Judge> judges;
    private final Counter counter = new Counter();
    private @Nullable Violation first;

    /**
     * @param nanos the world's time
     */
    public Referee(Rules rules, LongSupplier nanos) {
        this(judges(), rules, nanos);
    }

    Referee(List<Judge> judges, Rules rules, LongSupplier nanos) {
        this.judges = List.copyOf(judges);
        this.history = new History(rules);
        this.nanos = nanos;
    }

    private static List<Judge> judges() {
        List<Judge> all = new ArrayList<>(Judges.all());
        all.addAll(CallerJudges.all());
        all.addAll(RestJudges.all());
        all.addAll(RegistryJudges.all());
        all.addAll(SessionJudges.all());
        all.addAll(PolicyJudges.all());
        all.addAll(AccessJudges.all());
        return all;
    }

    /** Takes in what has just happened. Never throws; after the first violation nothing counts. */
    @Override
    public void accept(Fact fact) {
        if (first != null) {
            return;
        }
        history.take(nanos.getAsLong(), fact);
        if (fact instanceof WorldFact.FolderReplaced) {
            judges = judges.stream().filter(Judge::holdsOverReplacedFolder).toList();
        }
        counter.hear(fact, history);
        try {
            for (Judge judge : judges) {
                judge.hear(fact, history);
            }
            if (fact instanceof WorldFact.Rested) {
                for (Judge judge : judges) {
                    judge.rested(history);
                }
            }
        } catch (Violation violation) {
            first = violation;
        }
    }

    /** Throws the first promise that was found broken, if one was. */
    public void afterStep() {
        if (first != null) {
            throw first;
        }
    }

    /** The first promise that was found broken; null as long as none is. */
    public @Nullable Violation violation() {
        return first;
    }

    /** What occurred so far. */
    public Coverage coverage() {
        return counter.coverage();
    }

    /** What is known so far. */
    public History history() {
        return history;
    }
}
