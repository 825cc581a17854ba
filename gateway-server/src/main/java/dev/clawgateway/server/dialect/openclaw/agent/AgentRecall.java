package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AgentContainer;
import dev.clawgateway.protocol.openclaw.agent.AgentInspection;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import dev.clawgateway.protocol.openclaw.agent.ContainerPhase;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An agent that speaks to its engine's library lists containers without their names. So it is asked
 * by name for each attempt that its node holds, before anybody concludes that one is not there.
 * Confined to the session's event loop.
 */
final class AgentRecall {
    private final InvokeLine line;
    private final Duration patience;

    AgentRecall(InvokeLine line, Duration patience) {
        this.line = line;
        this.patience = patience;
    }

    /** Whether a list does not say what it is about. */
    static boolean nameless(List<AgentContainer> rows) {
        return rows.stream().anyMatch(row -> row.name() == null);
    }

    /**
     * Asks for one after the other.
     *
     * @param found told of each that is there, with the id of its container, null for none
     * @param then runs in the end
     */
    void ask(
            Collection<AttemptName> names,
            BiConsumer<AttemptName, @Nullable String> found,
            Runnable then) {
        next(new ArrayDeque<>(names), found, then);
    }

    private void next(
            Deque<AttemptName> left,
            BiConsumer<AttemptName, @Nullable String> found,
            Runnable then) {
        AttemptName name = left.poll();
        if (name == null) {
            then.run();
            return;
        }
        line.ask(
                AgentCalls.INSPECT,
                AgentParams.named(name).toString(),
                patience,
                answer -> {
                    JsonNode payload = answer.payload();
                    if (payload != null && there(answer, payload)) {
                        JsonNode id = payload.get("containerId");
                        found.accept(name, id != null && id.isString() ? id.stringValue() : null);
                    }
                    next(left, found, then);
                });
    }

    private static boolean there(InvokeAnswer answer, JsonNode payload) {
        try {
            return answer.ok() && AgentInspection.read(payload).phase() != ContainerPhase.UNKNOWN;
        } catch (JsonFormatException _) {
            return false;
        }
    }
}
