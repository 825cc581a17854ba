package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.core.life.Starting;
import dev.clawgateway.core.node.DeviceChoice;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.agent.AgentCalls;
import dev.clawgateway.protocol.openclaw.agent.AgentRun;
import dev.clawgateway.protocol.openclaw.agent.EngineRun;
import dev.clawgateway.server.dialect.openclaw.invoke.InvokeAnswer;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How attempts are started on a node: by the agent, which takes the first devices, or by the
 * engine's command line, which can be told others.
 *
 * @param engine the program; null for the agent's own way
 * @param choice what the ledger knows of such a node
 */
record AgentStarts(@Nullable String engine, DeviceChoice choice) {
    private static final String RUN_PROGRAM = "system.run";

    /** The agent's own way, which takes the first devices. */
    static final AgentStarts USUAL = new AgentStarts(null, DeviceChoice.FIRST_N);

    /** As the configuration wants it, where the node can do so. */
    static AgentStarts of(OpenClawClient client, DeviceChoice wanted) {
        if (wanted != DeviceChoice.EXACT) {
            return new AgentStarts(null, wanted);
        } else if (!client.commands().contains(RUN_PROGRAM)) {
            return USUAL;
        }
        return new AgentStarts(
                client.caps().contains("podman") ? "podman" : "docker", DeviceChoice.EXACT);
    }

    String command() {
        return engine == null ? AgentCalls.RUN : RUN_PROGRAM;
    }

    /** JSON text. */
    String params(Starting workload) {
        if (engine == null) {
            return AgentRun.of(workload).json();
        }
        ObjectNode params = JsonTree.MAPPER.createObjectNode();
        EngineRun.command(engine, workload).forEach(params.putArray("command")::add);
        return params.toString();
    }

    /** Why it came to nothing, or perhaps did; null where it runs. */
    @Nullable String trouble(InvokeAnswer answer) {
        JsonNode payload = answer.payload();
        if (!answer.ok()) {
            return answer.trouble();
        } else if (engine == null || (payload != null && payload.path("exitCode").asInt(-1) == 0)) {
            return null;
        }
        String errors = payload == null ? "" : payload.path("stderr").asString("");
        return errors.isBlank() ? engine + " run failed" : errors.strip();
    }

    /** Id of the container; null where nobody says. */
    @Nullable String container(InvokeAnswer answer) {
        JsonNode payload = answer.payload();
        JsonNode id =
                payload == null ? null : payload.get(engine == null ? "containerId" : "stdout");
        return id != null && id.isString() ? id.stringValue().strip() : null;
    }
}
