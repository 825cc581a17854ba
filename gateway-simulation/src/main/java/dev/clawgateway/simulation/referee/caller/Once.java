package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.node.NodeCommand;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.simulation.referee.fact.CallerFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.NodeFact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whatever was sent under a key ran once at most, and is answered as it was first, over kills and
 * losses of what was not acknowledged. What is submitted under a key bears its name, by which it is
 * known wherever it shows: in a list, or at a node that is told to start it.
 */
public final class Once implements Judge {
    /** How names of such workloads begin. */
    public static final String NAMES = "once-";

    private static final String NAME = "name";
    private static final String MISMATCH = "idempotency_mismatch";

    private final Map<String, CallerFact.Granted> answers = new HashMap<>();
    private final Map<String, WorkloadId> workloads = new HashMap<>();

    @Override
    public Invariant invariant() {
        return Invariant.ONCE;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case CallerFact.Granted granted -> granted(granted, history);
            case CallerFact.Refused refused -> refused(refused, history);
            case CallerFact.OtherAnswered other -> other(other, history);
            case OperatorFact.Answered answered -> {
                if (answered.answer() instanceof CliReply.Workloads list) {
                    list.workloads()
                            .forEach(one -> named(one.name(), one.workloadId(), fact, history));
                }
            }
            case NodeFact.Told told -> {
                if (told.command() instanceof NodeCommand.StartWorkload start) {
                    named(start.spec().labels().get(NAME), start.workloadId(), fact, history);
                }
            }
            default -> {}
        }
    }

    private void granted(CallerFact.Granted granted, History history) {
        CallerFact.Granted first = answers.putIfAbsent(granted.key(), granted);
        if (first != null && !first.said().equals(granted.said())) {
            throw broken(history, "another answer under the key " + granted.key(), first, granted);
        }
    }

    private void refused(CallerFact.Refused refused, History history) {
        CallerFact.Granted first = answers.get(refused.key());
        if (first != null || refused.code().equals(MISMATCH)) {
            throw broken(
                    history,
                    "the same request under the key %s is refused: %d %s"
                            .formatted(refused.key(), refused.status(), refused.code()),
                    first == null ? new Fact[] {refused} : new Fact[] {first, refused});
        }
    }

    private void other(CallerFact.OtherAnswered other, History history) {
        CallerFact.Granted first = answers.get(other.key());
        if (first != null && !other.code().equals(MISMATCH)) {
            throw broken(
                    history,
                    "another request under the key %s is answered %d %s"
                            .formatted(other.key(), other.status(), other.code()),
                    first,
                    other);
        }
    }

    private void named(@Nullable String name, WorkloadId id, Fact fact, History history) {
        if (name == null || !name.startsWith(NAMES)) {
            return;
        }
        WorkloadId first = workloads.putIfAbsent(name, id);
        if (first != null && !first.equals(id)) {
            throw broken(history, "%s ran twice: as %s and as %s".formatted(name, first, id), fact);
        }
    }
}
