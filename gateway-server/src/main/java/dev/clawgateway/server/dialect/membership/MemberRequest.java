package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.control.operations.membership.MemberBeat;
import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberRole;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.protocol.membership.MembershipJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a request. What is not known is ignored, null is as absent; everything throws {@link
 * IllegalArgumentException} with words for the caller where something is wrong.
 */
final class MemberRequest {
    private static final String DEFAULT_CLUSTER = "default-cluster";

    private final ObjectNode body;

    private MemberRequest(ObjectNode body) {
        this.body = body;
    }

    static MemberRequest of(byte[] body) {
        return new MemberRequest(MembershipJson.request(body));
    }

    /** Null when the member leaves it to the gateway. */
    @Nullable String id() {
        return text("id");
    }

    MemberCard card() {
        String url = text("url");
        if (url == null) {
            throw new IllegalArgumentException("url: is required");
        }
        String clusterId = text("clusterId");
        String role = text("role");
        return new MemberCard(
                url,
                clusterId == null ? DEFAULT_CLUSTER : clusterId,
                role == null ? MemberRole.WORKER : role(role),
                tags(),
                attributes("capabilities"),
                attributes("metadata"),
                text("version"),
                text("region"),
                text("zone"));
    }

    MemberBeat beat() {
        String status = text("status");
        return new MemberBeat(
                status == null ? null : status(status),
                attributes("metadata"),
                attributes("capabilities"));
    }

    static MemberRole role(String word) {
        return MemberRole.of(word)
                .orElseThrow(() ->
                        unknown(
                                "role",
                                word,
                                Arrays.stream(MemberRole.values()).map(MemberRole::word).toList()));
    }

    static MemberStatus status(String word) {
        return MemberStatus.of(word)
                .orElseThrow(() ->
                        unknown(
                                "status",
                                word,
                                Arrays.stream(MemberStatus.values())
                                        .map(MemberStatus::word)
                                        .toList()));
    }

    private static IllegalArgumentException unknown(String name, String word, List<String> known) {
        return new IllegalArgumentException(
                name
                        + ": must be one of "
                        + known.stream().collect(Collectors.joining(", "))
                        + ", was '"
                        + word
                        + "'");
    }

    private @Nullable String text(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        } else if (!value.isString()) {
            throw new IllegalArgumentException(name + ": must be a string");
        }
        return value.stringValue();
    }

    private List<String> tags() {
        JsonNode value = body.get("tags");
        if (value == null || value.isNull()) {
            return List.of();
        } else if (!value.isArray()) {
            throw new IllegalArgumentException("tags: must be a list of strings");
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : value) {
            if (!tag.isString()) {
                throw new IllegalArgumentException("tags: must be a list of strings");
            }
            tags.add(tag.stringValue());
        }
        return tags;
    }

    private Attributes attributes(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return Attributes.NONE;
        }
        if (!(value instanceof ObjectNode object)) {
            throw new IllegalArgumentException(name + ": must be an object");
        }
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(object.size());
        object.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().toString()));
        return new Attributes(values);
    }
}
