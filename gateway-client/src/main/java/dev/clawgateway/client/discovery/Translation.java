package dev.clawgateway.client.discovery;

import dev.clawgateway.protocol.discovery.DiscoveryAnswer;
import dev.clawgateway.protocol.discovery.Member;
import dev.clawgateway.protocol.discovery.RegisterRequest;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Between what travels and what applications see. */
final class Translation {
    private Translation() {}

    static RegisterRequest request(Registration self, boolean rejoin) {
        Map<String, String> metadata = new LinkedHashMap<>();
        self.metadata()
                .forEach((name, text) ->
                        metadata.put(name, JsonTree.MAPPER.writeValueAsString(text)));
        return new RegisterRequest(
                self.id(), self.address(), self.port(), self.capabilities(), metadata, rejoin);
    }

    static DiscoveredCluster cluster(DiscoveryAnswer.Registered answer) {
        return cluster(answer.nodes(), answer.leader(), answer.registryVersion());
    }

    static DiscoveredCluster cluster(DiscoveryAnswer.Nodes nodes, DiscoveryAnswer leader) {
        return cluster(nodes.nodes(), leader(leader), nodes.registryVersion());
    }

    /** Null when there is none. */
    static @Nullable Member leader(DiscoveryAnswer answer) {
        return answer instanceof DiscoveryAnswer.Leader known ? known.leader() : null;
    }

    private static DiscoveredCluster cluster(
            List<Member> members, @Nullable Member leader, long version) {
        return new DiscoveredCluster(
                members.stream().map(Translation::member).toList(),
                leader == null ? null : member(leader),
                version);
    }

    static DiscoveredMember member(Member member) {
        Map<String, String> metadata = new LinkedHashMap<>();
        member.metadata().forEach((name, json) -> metadata.put(name, text(json)));
        return new DiscoveredMember(
                member.id(),
                member.address(),
                member.port(),
                member.capabilities(),
                member.status().name().toLowerCase(Locale.ROOT),
                metadata,
                member.lastSeen(),
                member.joinedAt());
    }

    /** A text itself, and any other JSON as it is written. */
    private static String text(String json) {
        try {
            JsonNode value = JsonTree.parse(json);
            return value.isString() ? value.stringValue() : json;
        } catch (JsonFormatException _) {
            return json;
        }
    }
}
