package dev.clawgateway.simulation.referee.access;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.simulation.referee.fact.AccessFact;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.OperatorFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.history.RequestStory;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where there is an audit log, nobody is told that his submission was accepted before that is
 * written there.
 */
final class WrittenFirst implements Judge {
    private static final String SUBMIT = "workloads.submit";

    private final Set<String> submitted = new HashSet<>();
    private boolean kept;

    @Override
    public Invariant invariant() {
        return Invariant.AUDIT;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (fact instanceof AccessFact.KeysChanged) {
            kept = true;
        } else if (fact instanceof AccessFact.Written written) {
            if (written.operation().equals(SUBMIT)) {
                submitted.add(written.id());
            }
        } else if (kept && fact instanceof OperatorFact.Answered answered) {
            WorkloadId accepted = accepted(answered, history);
            if (accepted != null && !submitted.contains(accepted.toString())) {
                throw broken(
                        history,
                        "%s was accepted, and is not in the audit log".formatted(accepted),
                        answered);
            }
        }
    }

    private static @Nullable WorkloadId accepted(OperatorFact.Answered answered, History history) {
        RequestStory request = history.request(answered.request());
        if (request == null || !(request.what() instanceof CliRequest.StartWorkload)) {
            return null;
        }
        return switch (answered.answer()) {
            case CliReply.WorkloadStarted started -> started.workloadId();
            case CliReply.SchedulingStatus status -> status.workloadId();
            default -> null;
        };
    }
}
