package dev.clawgateway.simulation.peer.caller;

import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.space.WorkspaceWish;
import dev.clawgateway.core.workload.WorkloadSpec;
import dev.clawgateway.core.workload.WorkloadState;
import dev.clawgateway.protocol.api.workspace.WorkspaceRequest;
import dev.clawgateway.protocol.claw.operator.CliReply;
import dev.clawgateway.protocol.claw.operator.CliRequest;
import dev.clawgateway.protocol.claw.parts.SpecFormat;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Requests of the API as text, and what its answers mean. */
final class CallerText {
    private static final long WORKLOAD_NOT_FOUND = 1002;
    private static final long INVALID_REQUEST = 1003;
    private static final int NOT_FOUND = 404;

    private CallerText() {}

    /** A body, or a line of one. */
    static String submission(@Nullable String key, WorkloadSpec spec, boolean queue) {
        byte[] text =
                JsonTree.write(out ->
                        out.optional("key", Kinds.TEXT, key)
                                .required("spec", SpecFormat.SPEC, spec)
                                .required("queue", Kinds.FLAG, queue));
        return new String(text, StandardCharsets.UTF_8);
    }

    /**
     * An answer to one thing.
     *
     * @param line of a file; 0 for an answer of its own
     * @param said as text that is the same for the same answer
     */
    record Said(int line, int status, JsonNode said) {
        String code() {
            return said.path("code").asString("");
        }
    }

    /** What is done and has nothing to show says nothing. */
    static Said one(int status, String body) {
        return new Said(0, status, parse(body.isEmpty() ? "{}" : body));
    }

    static String space(WorkspaceWish wanted) {
        return new String(JsonTree.write(WorkspaceRequest.KIND, wanted), StandardCharsets.UTF_8);
    }

    /** The same under another name. */
    static WorkspaceWish renamed(WorkspaceWish wanted) {
        return new WorkspaceWish(
                wanted.name() + "-too", wanted.repo(), wanted.cluster(), wanted.container());
    }

    /** How each workspace of a list stands, by its id. */
    static Map<String, String> spaces(String body) {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode one : parse(body)) {
            states.put(one.path("id").asString(""), one.path("state").asString(""));
        }
        return states;
    }

    /** Each line of an answer to a file. */
    static List<Said> lines(String body) {
        List<Said> all = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            if (!line.isBlank()) {
                JsonNode one = parse(line);
                JsonNode problem = one.path("problem");
                all.add(
                        new Said(
                                one.path("line").asInt(0),
                                one.path("status").asInt(0),
                                problem.isMissingNode() ? one : problem));
            }
        }
        return all;
    }

    private static JsonNode parse(String text) {
        try {
            return JsonTree.parse(text);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("the gateway answered " + text, e);
        }
    }

    /** What an operator would have been told, who asked for the same. */
    static CliReply granted(CliRequest what, JsonNode said) {
        if (what instanceof CliRequest.StopWorkload stop) {
            return new CliReply.WorkloadStopped(stop.workloadId());
        }
        String shown = said.path("workload_id").asString(said.path("workloadId").asString(""));
        WorkloadId id = WorkloadId.parse(shown);
        JsonNode node = said.path("node_id");
        if (node.isString()) {
            return new CliReply.WorkloadStarted(id, NodeId.parse(node.stringValue()));
        }
        WorkloadState state =
                WorkloadState.valueOf(
                        said.path("state").asString("pending").toUpperCase(Locale.ROOT));
        return new CliReply.SchedulingStatus(id, state, List.of(), null, List.of(), null, null);
    }

    /** The same of a refusal. */
    static CliReply refused(CliRequest what, Said said) {
        boolean unknown = said.status() == NOT_FOUND && what instanceof CliRequest.StopWorkload;
        return new CliReply.Failure(
                unknown ? WORKLOAD_NOT_FOUND : INVALID_REQUEST,
                said.said().path("detail").asString(""),
                null);
    }
}
