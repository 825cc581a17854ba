package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What attempts print: the agent is asked for the last lines, of one attempt after the other, and
 * what is new of them is passed on. Confined to the session's event loop.
 */
final class AgentOutput {
    private static final int TAIL = 500;
    private static final int LAST_TAIL = 1000;
    private static final String UNKNOWN = "no such container";

    private final InvokeLine line;
    private final OutputTails tails;
    private final Printed printed;
    private final AgentPace pace;
    private boolean reading;
    private @Nullable AttemptName latest;

    /** Who is told of lines. */
    interface Printed {
        void lines(AttemptName attempt, boolean stderr, List<String> lines);
    }

    AgentOutput(InvokeLine line, OutputTails tails, Printed printed, AgentPace pace) {
        this.line = line;
        this.tails = tails;
        this.printed = printed;
        this.pace = pace;
    }

    /** Reads one attempt's, the next after the one that was read last. */
    void readNext(Collection<AgentAttempt> attempts) {
        AgentAttempt next = next(attempts);
        if (reading || next == null) {
            return;
        }
        reading = true;
        latest = next.name;
        ask(
                next,
                TAIL,
                () -> {
                    reading = false;
                });
    }

    private @Nullable AgentAttempt next(Collection<AgentAttempt> attempts) {
        AgentAttempt first = null;
        boolean passed = false;
        for (AgentAttempt attempt : attempts) {
            if (attempt.stage != AgentAttempt.Stage.RUNS) {
                continue;
            }
            if (passed) {
                return attempt;
            }
            first = first == null ? attempt : first;
            passed = attempt.name.equals(latest);
        }
        return first;
    }

    /** Reads what is left of an attempt that has ended. */
    void last(AgentAttempt attempt, Runnable then) {
        ask(
                attempt,
                LAST_TAIL,
                () -> {
                    tails.over(attempt.name);
                    then.run();
                });
    }

    private void ask(AgentAttempt attempt, int tail, Runnable then) {
        line.ask(
                AgentCalls.LOGS,
                AgentParams.named(attempt.name).put("tail", tail).toString(),
                pace.quick(),
                answer -> {
                    pass(attempt, answer);
                    then.run();
                });
    }

    private void pass(AgentAttempt attempt, InvokeAnswer answer) {
        JsonNode payload = answer.payload();
        if (!answer.ok() || payload == null) {
            return;
        }
        String plain = text(payload, "logs");
        String errors = text(payload, "stderr");
        if (plain.isEmpty() && errors.toLowerCase(Locale.ROOT).contains(UNKNOWN)) {
            return; // these are the engine's words, not the container's
        }
        OutputTails.Streams known = known(attempt);
        pass(attempt.name, false, known.out().fresh(plain));
        pass(attempt.name, true, known.err().fresh(errors));
    }

    private OutputTails.Streams known(AgentAttempt attempt) {
        OutputTails.Streams known = attempt.output;
        if (known == null) {
            known = tails.of(attempt.name);
            attempt.output = known;
        }
        return known;
    }

    private void pass(AttemptName attempt, boolean stderr, List<String> lines) {
        if (!lines.isEmpty()) {
            printed.lines(attempt, stderr, lines);
        }
    }

    private static String text(JsonNode payload, String member) {
        JsonNode text = payload.get(member);
        return text != null && text.isString() ? text.stringValue() : "";
    }
}
