package dev.clawgateway.server.dialect.api.member;

import dev.clawgateway.control.liveness.MassSilence;
import dev.clawgateway.control.operations.discovery.DiscoveryCounts;
import dev.clawgateway.control.operations.discovery.KnownLeader;
import dev.clawgateway.control.operations.discovery.MemberList;
import dev.clawgateway.control.operations.discovery.SeenMember;
import dev.clawgateway.control.operations.membership.GatewayStanding;
import dev.clawgateway.control.operations.membership.HealthReport;
import dev.clawgateway.control.operations.membership.MemberEntry;
import dev.clawgateway.control.operations.membership.MemberHealth;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.discovery.MemberId;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Members of both registries in the words of the API. */
final class MemberWords {
    private MemberWords() {}

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(MemberList list) {
        ObjectNode words = object();
        ArrayNode items = words.putArray("items");
        list.members().forEach(member -> items.add(of(member)));
        return words.put("version", list.version());
    }

    static ObjectNode of(KnownLeader known) {
        ObjectNode words = object();
        SeenMember leader = known.leader();
        words.set("leader", leader == null ? JsonNodeFactory.instance.nullNode() : of(leader));
        return words.put("version", known.version());
    }

    private static ObjectNode of(SeenMember seen) {
        DiscoveryMember member = seen.member();
        ObjectNode words =
                object().put("member_id", member.id().toString())
                        .put("address", member.address())
                        .put("port", member.port());
        ArrayNode capabilities = words.putArray("capabilities");
        member.capabilities().forEach(capabilities::add);
        ObjectNode metadata = words.putObject("metadata");
        member.metadata().forEach((name, json) -> metadata.set(name, tree(json)));
        return words.put("joined_at", member.joinedAt().toString())
                .put("registered_at", member.registeredAt().toString())
                .put("last_seen", seen.lastSeen().toString())
                .put("suspected", seen.suspected())
                .put("revision", member.revision());
    }

    private static JsonNode tree(String json) {
        try {
            return JsonTree.parse(json);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("what a member said was read once already", e);
        }
    }

    static ObjectNode of(DiscoveryCounts counts) {
        MassSilence.Alarm silence = counts.silence();
        ObjectNode words =
                object().put("members", counts.members())
                        .put("active", counts.active())
                        .put("leader", text(counts.leader()))
                        .put("version", counts.version())
                        .put("bootstrap_initiated", counts.bootstrap().initiated())
                        .put("bootstrap_owner", text(counts.bootstrap().owner()))
                        .put("bootstrap_overdue", counts.bootstrapOverdue())
                        .put("shared_ids", counts.sharedIds())
                        .put("expired", counts.expired());
        if (silence == null) {
            return words.putNull("silence");
        }
        words.putObject("silence")
                .put("since", silence.since().toString())
                .put("silent", silence.silent())
                .put("of", silence.of())
                .put("waiting", silence.waiting());
        return words;
    }

    private static @Nullable String text(@Nullable MemberId id) {
        return id == null ? null : id.toString();
    }

    static ObjectNode of(MemberEntry entry) {
        MemberCard card = entry.card();
        ObjectNode words =
                object().put("member_id", entry.id())
                        .put("url", card.url())
                        .put("cluster_id", card.clusterId())
                        .put("role", card.role().word())
                        .put("status", entry.status().word());
        ArrayNode tags = words.putArray("tags");
        card.tags().forEach(tags::add);
        return words.put("version", card.version())
                .put("region", card.region())
                .put("zone", card.zone())
                .put("last_seen", entry.lastSeen().toString())
                .put("created_at", entry.createdAt().toString());
    }

    static ObjectNode of(GatewayStanding standing) {
        ObjectNode words = object();
        words.set("gateway", of(standing.own()));
        return words.put("serving", standing.serving())
                .put("changed_at", standing.changedAt().toString())
                .put("started_at", standing.startedAt().toString())
                .put("uptime_secs", standing.upSeconds());
    }

    static ObjectNode of(HealthReport report) {
        ObjectNode words =
                object().put("healthy", report.coordinatorHealthy())
                        .put("at", report.at().toString())
                        .put("gateway_id", report.ownId());
        ArrayNode members = words.putArray("members");
        for (MemberHealth member : report.members()) {
            members.addObject()
                    .put("member_id", member.entry().id())
                    .put("status", member.entry().status().word())
                    .put("last_seen", member.entry().lastSeen().toString())
                    .put("response_millis", member.responseMillis())
                    .put("uptime_secs", member.upSeconds());
        }
        return words;
    }
}
