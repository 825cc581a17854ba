package dev.clawgateway.simulation.referee.history;

import dev.clawgateway.protocol.claw.operator.info.WorkloadInfo;

/**
 * A workload as an operator was shown it: so it was at some time from when he asked to when he was
 * answered.
 */
public record Sight(long askedAt, long shownAt, WorkloadInfo info) {
    public int attempt() {
        Integer attempt = info.attempt();
        return attempt == null ? 0 : attempt;
    }
}
