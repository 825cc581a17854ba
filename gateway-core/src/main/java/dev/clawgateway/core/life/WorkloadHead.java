package dev.clawgateway.core.life;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.workload.SchedulingGate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a workload keeps through all of its states, another attempt included.
 *
 * @param clearedGates names of gates cleared so far, also such as the spec does not have
 * @param attempts how many were begun: the number of the current attempt, or of the last; 0 before
 *     the first
 * @param failures how many of them have failed
 * @param past what is left of those before
 * @param revision of the command that saved the workload last; 0 before it was kept
 */
public record WorkloadHead(
        WorkloadId id,
        Origin origin,
        List<String> clearedGates,
        int attempts,
        int failures,
        Past past,
        long revision) {
    public WorkloadHead {
        clearedGates = List.copyOf(clearedGates);
    }

    /** Of a new workload. */
    WorkloadHead(WorkloadId id, Origin origin) {
        this(id, origin, List.of(), 0, 0, Past.NONE, 0);
    }

    /** Gates of the spec that nobody has cleared, in the spec's order. */
    List<String> pendingGates() {
        return origin.spec().scheduling().gates().stream()
                .map(SchedulingGate::name)
                .filter(name -> !clearedGates.contains(name))
                .distinct()
                .toList();
    }

    WorkloadHead withGateCleared(String gate) {
        List<String> cleared =
                clearedGates.contains(gate)
                        ? clearedGates
                        : Stream.concat(clearedGates.stream(), Stream.of(gate)).toList();
        return new WorkloadHead(id, origin, cleared, attempts, failures, past, revision);
    }

    WorkloadHead nextAttempt() {
        return new WorkloadHead(id, origin, clearedGates, attempts + 1, failures, past, revision);
    }

    public WorkloadHead attemptFailed() {
        return new WorkloadHead(id, origin, clearedGates, attempts, failures + 1, past, revision);
    }

    /** With another past. */
    public WorkloadHead with(Past other) {
        return new WorkloadHead(id, origin, clearedGates, attempts, failures, other, revision);
    }

    /** As saved by the command of that revision. */
    public WorkloadHead at(long saved) {
        return new WorkloadHead(id, origin, clearedGates, attempts, failures, past, saved);
    }
}
