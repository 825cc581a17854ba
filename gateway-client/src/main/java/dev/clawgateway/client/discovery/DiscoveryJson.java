package dev.clawgateway.client.discovery;

import dev.clawgateway.core.discovery.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a member hears, as one line of JSON for programs. */
public final class DiscoveryJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private DiscoveryJson() {}

    /** Whom a member finds. */
    public static String found(String event, DiscoveredCluster cluster) {
        ObjectNode line = line(event);
        line.put("registry_version", cluster.version());
        line.set("nodes", members(cluster.members()));
        put(line, "leader", cluster.leader());
        return line.toString();
    }

    /** Who leads. */
    public static String leader(String event, @Nullable DiscoveredMember leader) {
        ObjectNode line = line(event);
        put(line, "leader", leader);
        return line.toString();
    }

    /** Something that happened, with its reason where there is one. */
    public static String happened(String event, @Nullable String reason) {
        ObjectNode line = line(event);
        if (reason != null) {
            line.put("reason", reason);
        }
        return line.toString();
    }

    private static ObjectNode line(String event) {
        return MAPPER.createObjectNode().put("event", event);
    }

    private static ArrayNode members(List<DiscoveredMember> members) {
        ArrayNode list = MAPPER.createArrayNode();
        members.forEach(member -> list.add(member(member)));
        return list;
    }

    private static void put(ObjectNode line, String name, @Nullable DiscoveredMember member) {
        if (member == null) {
            line.putNull(name);
        } else {
            line.set(name, member(member));
        }
    }

    private static ObjectNode member(DiscoveredMember member) {
        ObjectNode json = MAPPER.createObjectNode();
        MemberId id = member.id();
        json.set(
                "node_id",
                id.number() ? MAPPER.readTree(id.text()) : MAPPER.valueToTree(id.text()));
        json.put("ip_address", member.address())
                .put("port", member.port())
                .put("status", member.status());
        json.set("capabilities", MAPPER.valueToTree(member.capabilities()));
        json.set("metadata", MAPPER.valueToTree(member.metadata()));
        return json;
    }
}
