package dev.clawgateway.server.dialect.openclaw.agent;

import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.agent.AttemptName;
import tools.jackson.databind.node.ObjectNode;

/** Params of commands about one container. */
final class AgentParams {
    /** Of commands that take none: an agent fails one whose params are absent. */
    static final String NONE = "{}";

    private AgentParams() {}

    static ObjectNode named(AttemptName attempt) {
        return JsonTree.MAPPER.createObjectNode().put("name", attempt.text());
    }
}
