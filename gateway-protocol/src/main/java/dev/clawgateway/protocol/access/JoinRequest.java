package dev.clawgateway.protocol.access;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import tools.jackson.databind.JsonNode;

/**
 * A machine asks to become a node, by a join token; or a node asks for its next credential, by the
 * one it has. Answered with a {@link TokenAnswer}.
 *
 * @param agentKey made once by the agent and kept beside its credential: whoever asks again with it
 *     uses up nothing
 * @param name of the node
 */
public record JoinRequest(String agentKey, String name) {
    public byte[] write() {
        return JsonTree.write(out ->
                out.required("agent_key", Kinds.TEXT, agentKey).required("name", Kinds.TEXT, name));
    }

    /** Reads a request's body. */
    public static JoinRequest read(JsonNode body) throws JsonFormatException {
        Members request = Value.root(body, "join").members();
        return new JoinRequest(
                request.required("agent_key", Kinds.TEXT), request.required("name", Kinds.TEXT));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "join of " + name;
    }
}
