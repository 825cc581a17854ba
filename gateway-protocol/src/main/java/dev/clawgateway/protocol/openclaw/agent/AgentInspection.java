package dev.clawgateway.protocol.openclaw.agent;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code workload.inspect} says of a container: in the agent's own form, or around the
 * engine's, where that is what the engine's command line prints, a list of one or its element.
 *
 * @param exitCode null while it runs, and where nobody says
 * @param outOfMemory whether the engine says that it was killed for memory
 * @param error of the engine, such as why it could not be started; null for none
 */
public record AgentInspection(
        ContainerPhase phase,
        @Nullable Integer exitCode,
        boolean outOfMemory,
        @Nullable String error) {
    /** Of an answer. */
    public static AgentInspection read(JsonNode payload) throws JsonFormatException {
        Value root = Value.root(payload, AgentCalls.INSPECT);
        Members members = root.members();
        Value inspect = members.member("inspect");
        if (!inspect.isMissing() && !inspect.isNull()) {
            return ofEngine(inspect);
        }
        ContainerPhase phase = ContainerPhase.of(members.required("state", Kinds.TEXT));
        return new AgentInspection(
                phase, ended(phase, members.optional("exitCode", Kinds.I32)), false, null);
    }

    private static AgentInspection ofEngine(Value inspect) throws JsonFormatException {
        Value container = inspect;
        if (inspect.json().isArray()) {
            if (inspect.elements().isEmpty()) {
                throw inspect.mustBe("a list of one container");
            }
            container = inspect.elements().getFirst();
        }
        Members state = container.members().nested("State");
        ContainerPhase phase = ContainerPhase.of(state.required("Status", Kinds.TEXT));
        Boolean killed = state.optional("OOMKilled", Kinds.FLAG);
        String error = state.optional("Error", Kinds.TEXT);
        return new AgentInspection(
                phase,
                ended(phase, state.optional("ExitCode", Kinds.I32)),
                killed != null && killed,
                error == null || error.isBlank() ? null : error);
    }

    /** Engines show 0 while a container runs. */
    private static @Nullable Integer ended(ContainerPhase phase, @Nullable Integer code) {
        return phase == ContainerPhase.RUNNING || phase == ContainerPhase.CREATED ? null : code;
    }
}
