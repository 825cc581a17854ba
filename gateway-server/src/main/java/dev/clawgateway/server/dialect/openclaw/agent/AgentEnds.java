package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AgentInspection;
import dev.clawgateway.protocol.openclaw.agent.ContainerPhase;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How attempts ended: asks the engine, then for the last of what they printed, and says it.
 * Confined to the session's event loop.
 */
final class AgentEnds {
    private final InvokeLine line;
    private final AgentReports reports;
    private final AgentOutput output;
    private final AgentPace pace;

    AgentEnds(InvokeLine line, AgentReports reports, AgentOutput output, AgentPace pace) {
        this.line = line;
        this.reports = reports;
        this.output = output;
        this.pace = pace;
    }

    /**
     * One is not among what runs.
     *
     * @param listed its exit code, as the list has it; null where it does not
     * @param over runs once its end is told
     * @param not runs where it has not ended after all
     */
    void ended(AgentAttempt attempt, @Nullable Integer listed, Runnable over, Runnable not) {
        line.ask(
                AgentCalls.INSPECT,
                AgentParams.named(attempt.name).toString(),
                pace.quick(),
                answer -> {
                    AgentInspection found = inspection(answer);
                    if (found != null && found.phase() == ContainerPhase.RUNNING) {
                        not.run();
                        return;
                    }
                    output.last(
                            attempt,
                            () -> {
                                over.run();
                                tell(attempt, found, listed);
                            });
                });
    }

    private static @Nullable AgentInspection inspection(InvokeAnswer answer) {
        JsonNode payload = answer.payload();
        try {
            return answer.ok() && payload != null ? AgentInspection.read(payload) : null;
        } catch (JsonFormatException _) {
            return null;
        }
    }

    private void tell(
            AgentAttempt attempt, @Nullable AgentInspection found, @Nullable Integer listed) {
        boolean ran = found == null || found.phase() != ContainerPhase.CREATED;
        Integer inspected = found == null ? null : found.exitCode();
        Integer code = !ran ? null : inspected != null ? inspected : listed;
        WorkloadState state =
                attempt.stop != null
                        ? WorkloadState.STOPPED
                        : code != null && code == 0
                                ? WorkloadState.COMPLETED
                                : WorkloadState.FAILED;
        reports.report(attempt.name, state, code, words(attempt, found, code));
    }

    private static @Nullable String words(
            AgentAttempt attempt, @Nullable AgentInspection found, @Nullable Integer code) {
        if (found != null && found.outOfMemory()) {
            return "killed: it used more memory than it may";
        } else if (found != null && found.error() != null) {
            return found.error();
        } else if (code != null || attempt.stop != null) {
            return null;
        }
        return attempt.trouble != null
                ? "not started: " + attempt.trouble
                : "its container is gone, and its exit code with it";
    }
}
