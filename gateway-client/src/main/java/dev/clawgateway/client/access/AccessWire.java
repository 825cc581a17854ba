package dev.clawgateway.client.access;

import dev.clawgateway.core.access.Holder;
import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.protocol.access.CanAnswer;
import dev.clawgateway.protocol.access.CanRequest;
import dev.clawgateway.protocol.access.TokenAnswer;
import dev.clawgateway.protocol.access.TokenRequest;
import dev.clawgateway.protocol.access.WhoAnswer;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the wire's words and the client's. */
final class AccessWire {
    private AccessWire() {}

    static TokenRequest request(Holder holder, @Nullable Duration lifetime) {
        long seconds = lifetime == null ? 0 : lifetime.toSeconds();
        return switch (holder) {
            case Holder.Operator(String name, Rights rights) ->
                    new TokenRequest(
                            "operator",
                            name,
                            rights.role().text(),
                            rights.virtualClusters(),
                            rights.ownOnly(),
                            null,
                            Map.of(),
                            0,
                            seconds);
            case Holder.Node(String node, Map<String, String> labels) ->
                    bound("node", node, labels, 0, seconds);
            case Holder.Join(String node, Map<String, String> labels, int uses) ->
                    bound("join", node, labels, uses, seconds);
        };
    }

    private static TokenRequest bound(
            String kind, String node, Map<String, String> labels, int uses, long seconds) {
        return new TokenRequest(kind, null, null, null, false, node, labels, uses, seconds);
    }

    static CanRequest request(AccessQuestion question) {
        return new CanRequest(
                question.operation(),
                question.virtualCluster(),
                question.node() == null ? null : question.node().toString(),
                question.workload() == null ? null : question.workload().toString());
    }

    static AccessVerdict verdict(CanAnswer can) {
        return new AccessVerdict(can.allowed(), can.reason());
    }

    static Standing standing(WhoAnswer who) {
        Role role = who.role() == null ? null : Role.of(who.role());
        return new Standing(
                who.authentication(),
                who.kind(),
                who.name(),
                role == null ? null : new Rights(role, who.virtualClusters(), who.ownOnly()),
                who.expiresAt());
    }

    static TokenDetails details(TokenAnswer token) throws JsonFormatException {
        return new TokenDetails(
                token.id(),
                token.token(),
                holder(token),
                token.used(),
                token.issuedAt(),
                token.expiresAt(),
                token.issuedBy(),
                token.revokedAt());
    }

    static TokenAnswer answer(TokenDetails token) {
        TokenRequest said = request(token.holder(), null);
        return new TokenAnswer(
                token.id(),
                token.token(),
                said.kind(),
                said.subject(),
                said.role(),
                said.virtualClusters(),
                said.ownOnly(),
                said.node(),
                said.labels(),
                said.uses(),
                token.used(),
                token.issued(),
                token.expires(),
                token.by(),
                token.revoked());
    }

    private static Holder holder(TokenAnswer token) throws JsonFormatException {
        String node = token.node() == null ? "*" : token.node();
        return switch (token.kind()) {
            case "operator" ->
                    new Holder.Operator(
                            String.valueOf(token.subject()),
                            rights(token.role(), token.virtualClusters(), token.ownOnly()));
            case "node" -> new Holder.Node(node, token.labels());
            case "join" -> new Holder.Join(node, token.labels(), token.uses());
            default ->
                    throw new JsonFormatException(
                            "token", "kind must be operator, node or join, was " + token.kind());
        };
    }

    private static Rights rights(
            @Nullable String role, @Nullable List<String> virtualClusters, boolean ownOnly)
            throws JsonFormatException {
        Role known = role == null ? null : Role.of(role);
        if (known == null) {
            throw new JsonFormatException(
                    "token", "token.role must be viewer, operator or admin, was " + role);
        }
        return new Rights(known, virtualClusters, ownOnly);
    }
}
