package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import org.jspecify.annotations.Nullable;

/** Who is told how attempts fare. */
interface AgentReports {
    /**
     * Says how one fares.
     *
     * @param exitCode null for none, or where nobody says
     * @param message for people; null for none
     */
    void report(
            AttemptName attempt,
            WorkloadState state,
            @Nullable Integer exitCode,
            @Nullable String message);

    /** The engine answers, or does not: null where it does. */
    void engine(@Nullable String trouble);
}
