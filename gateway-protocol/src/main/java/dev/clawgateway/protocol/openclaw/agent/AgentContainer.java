package dev.clawgateway.protocol.openclaw.agent;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row of {@code workload.list}, which has a form for each way the agent speaks to its engine:
 * by the engine's command line it has a name and a status for people, by its library a state.
 *
 * @param id of 12 or 64 characters
 * @param name null where the row has none
 * @param exitCode null where the row has none
 */
public record AgentContainer(
        String id, @Nullable String name, ContainerPhase phase, @Nullable Integer exitCode) {
    /** Rows that are read of one answer; an agent has far fewer. */
    public static final int MOST = 10_000;

    /** All rows of an answer. */
    public static List<AgentContainer> list(JsonNode payload) throws JsonFormatException {
        Value rows = Value.root(payload, AgentCalls.LIST).members().member("workloads");
        if (!rows.json().isArray()) {
            throw rows.mustBe("a list");
        }
        List<AgentContainer> containers = new ArrayList<>();
        for (Value row : rows.elements().stream().limit(MOST).toList()) {
            containers.add(read(row.members()));
        }
        return containers;
    }

    private static AgentContainer read(Members row) throws JsonFormatException {
        String status = row.optional("status", Kinds.TEXT);
        String state = row.optional("state", Kinds.TEXT);
        String told = status != null ? status : state == null ? "" : state;
        return new AgentContainer(
                row.required("containerId", Kinds.TEXT),
                row.optional("name", Kinds.TEXT),
                ContainerPhase.of(told),
                ContainerPhase.exitCode(told));
    }

    /** Whether this is the container of that id, which lists and answers cut differently. */
    public boolean is(String other) {
        return !id.isEmpty() && !other.isEmpty() && (id.startsWith(other) || other.startsWith(id));
    }
}
