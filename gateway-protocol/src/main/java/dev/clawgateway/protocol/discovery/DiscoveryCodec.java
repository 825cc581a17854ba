package dev.clawgateway.protocol.discovery;

import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.Members;
import dev.clawgateway.protocol.json.Value;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads and writes the bodies of the discovery dialect. Unknown members are ignored. Has no state;
 * safe from any thread.
 */
public final class DiscoveryCodec {
    private static final List<String> NEEDED =
            List.of("node_id", "ip_address", "port", "capabilities");

    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private DiscoveryCodec() {}

    /** Reads the body of {@code POST /register}. */
    public static RegisterRequest readRegister(byte[] body) throws InvalidRequestException {
        Members request = request(body);
        for (String name : NEEDED) {
            present(request, name, "Missing required field: " + name);
        }
        return valid(request, DiscoveryCodec::register);
    }

    /** Reads the body of {@code POST /heartbeat} and {@code POST /remove}. */
    public static MemberId readNodeId(byte[] body) throws InvalidRequestException {
        return readId(body, "node_id");
    }

    /** Reads the body of {@code POST /leader}. */
    public static MemberId readLeaderId(byte[] body) throws InvalidRequestException {
        return readId(body, "leader_id");
    }

    public static byte[] write(RegisterRequest request) {
        return JsonTree.write(out ->
                out.required("node_id", MemberFormat.ID, request.id())
                        .required("ip_address", Kinds.TEXT, request.address())
                        .required("port", MemberFormat.PORT, request.port())
                        .required("capabilities", Kinds.TEXTS, request.capabilities())
                        .required("metadata", MemberFormat.METADATA, request.metadata())
                        .unless(false, "rejoin", Kinds.FLAG, request.rejoin()));
    }

    /** The body of {@code POST /heartbeat} and {@code POST /remove}. */
    public static byte[] writeNodeId(MemberId id) {
        return JsonTree.write(out -> out.required("node_id", MemberFormat.ID, id));
    }

    /** The body of {@code POST /leader}. */
    public static byte[] writeLeaderId(MemberId id) {
        return JsonTree.write(out -> out.required("leader_id", MemberFormat.ID, id));
    }

    public static byte[] write(DiscoveryAnswer answer) {
        return JsonTree.write(out -> AnswerFormat.write(answer, out));
    }

    /** Reads the answer to {@code POST /register}. */
    public static DiscoveryAnswer.Registered readRegistered(byte[] body)
            throws JsonFormatException {
        return AnswerFormat.registered(answer(body));
    }

    /** Reads the answer to {@code GET /nodes}. */
    public static DiscoveryAnswer.Nodes readNodes(byte[] body) throws JsonFormatException {
        return AnswerFormat.nodes(answer(body));
    }

    /** Reads the answer to {@code GET /leader}: the leader, or that there is none. */
    public static DiscoveryAnswer readLeader(byte[] body) throws JsonFormatException {
        return AnswerFormat.leader(answer(body));
    }

    /** Reads the answer to {@code POST /leader}: updated, or refused. */
    public static DiscoveryAnswer readLeaderUpdate(byte[] body) throws JsonFormatException {
        return AnswerFormat.leaderUpdate(answer(body));
    }

    /** Reads the answer to {@code POST /heartbeat}: acknowledged, or not found. */
    public static DiscoveryAnswer readHeartbeat(byte[] body) throws JsonFormatException {
        return AnswerFormat.heartbeat(answer(body));
    }

    /** Reads the answer to {@code POST /remove}. */
    public static DiscoveryAnswer.Removed readRemoved(byte[] body) throws JsonFormatException {
        return AnswerFormat.removed(answer(body));
    }

    /** Reads the answer to {@code GET /stats}. */
    public static DiscoveryAnswer.Stats readStats(byte[] body) throws JsonFormatException {
        return AnswerFormat.stats(answer(body));
    }

    /** Reads the answer to {@code POST /api/v1/members/discovery/reset}. */
    public static DiscoveryAnswer.WasReset readReset(byte[] body) throws JsonFormatException {
        return AnswerFormat.reset(answer(body));
    }

    /** Reads what went wrong. */
    public static DiscoveryAnswer.Failure readFailure(byte[] body) throws JsonFormatException {
        return AnswerFormat.failure(answer(body));
    }

    private static MemberId readId(byte[] body, String name) throws InvalidRequestException {
        Members request = request(body);
        present(request, name, "Missing " + name);
        return valid(request, members -> members.required(name, MemberFormat.ID));
    }

    private static RegisterRequest register(Members m) throws JsonFormatException {
        Map<String, String> metadata = m.optional("metadata", MemberFormat.METADATA);
        JsonNode rejoin = m.member("rejoin").json();
        return new RegisterRequest(
                m.required("node_id", MemberFormat.ID),
                m.required("ip_address", Kinds.TEXT),
                m.required("port", MemberFormat.PORT),
                m.required("capabilities", Kinds.TEXTS),
                metadata == null ? Map.of() : metadata,
                rejoin.isBoolean() && rejoin.booleanValue());
    }

    private static <T> T valid(Members request, Kinds.Shape<T> shape)
            throws InvalidRequestException {
        try {
            return shape.read(request);
        } catch (JsonFormatException e) {
            throw new InvalidRequestException("Invalid data: " + e.getMessage());
        }
    }

    /** No body is an empty object. */
    private static Members request(byte[] body) throws InvalidRequestException {
        try {
            return Value.root(body.length == 0 ? EMPTY : JsonTree.parse(body), "").members();
        } catch (JsonFormatException _) {
            throw new InvalidRequestException("Invalid JSON");
        }
    }

    private static void present(Members request, String name, String error)
            throws InvalidRequestException {
        Value value = request.member(name);
        if (value.isMissing() || value.isNull()) {
            throw new InvalidRequestException(error);
        }
    }

    private static Members answer(byte[] body) throws JsonFormatException {
        return Value.root(JsonTree.parse(body), "answer").members();
    }
}
