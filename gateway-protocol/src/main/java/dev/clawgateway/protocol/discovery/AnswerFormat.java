package dev.clawgateway.protocol.discovery;

import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Acknowledged;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Failure;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Leader;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.LeaderRefused;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.LeaderUpdated;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.NoLeader;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Nodes;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.NotFound;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Registered;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Removed;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.Stats;
import dev.clawgateway.protocol.discovery.DiscoveryAnswer.WasReset;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.time.Instant;
import java.util.List;

/** Answers as JSON. */
final class AnswerFormat {
    private static final int MAX_STATUS_CODE = 999;

    private AnswerFormat() {}

    static void write(DiscoveryAnswer answer, MemberWriter out) {
        switch (answer) {
            case Registered registered -> members(registered, out);
            case Nodes nodes ->
                    out.required("nodes", MemberFormat.MEMBERS, nodes.nodes())
                            .required("registry_version", Kinds.U64, nodes.registryVersion());
            case Leader leader ->
                    out.required("leader", MemberFormat.MEMBER, leader.leader())
                            .required("registry_version", Kinds.U64, leader.registryVersion());
            case NoLeader none ->
                    out.nullable("leader", MemberFormat.MEMBER, null)
                            .required("message", Kinds.TEXT, none.message());
            case LeaderUpdated updated ->
                    status(out, "updated")
                            .required("leader_id", MemberFormat.ID, updated.leaderId());
            case LeaderRefused refused ->
                    status(out, "failed").required("message", Kinds.TEXT, refused.message());
            case Acknowledged acknowledged ->
                    status(out, "acknowledged")
                            .required("registry_version", Kinds.U64, acknowledged.registryVersion())
                            .nullable("leader_id", MemberFormat.ID, acknowledged.leaderId());
            case NotFound _ -> status(out, "not_found");
            case Removed removed ->
                    status(out, removed.removed() ? "removed" : "not_found")
                            .required("node_id", MemberFormat.ID, removed.id());
            case Stats stats -> members(stats, out);
            case WasReset reset ->
                    out.required("removed_members", Kinds.COUNT, reset.removedMembers())
                            .required("registry_version", Kinds.U64, reset.registryVersion());
            case Failure failure ->
                    out.required("error", Kinds.TEXT, failure.error())
                            .required("status_code", Kinds.COUNT, failure.statusCode())
                            .required("timestamp", MemberFormat.TIME, failure.timestamp());
        }
    }

    private static void members(Registered registered, MemberWriter out) {
        status(out, registered.updated() ? "updated" : "registered")
                .required("node_id", MemberFormat.ID, registered.id())
                .required("is_bootstrap", Kinds.FLAG, registered.bootstrap())
                .required("registry_version", Kinds.U64, registered.registryVersion())
                .required("nodes", MemberFormat.MEMBERS, registered.nodes())
                .nullable("leader", MemberFormat.MEMBER, registered.leader())
                .optional("node_timeout", MemberFormat.SECONDS, registered.nodeTimeout())
                .optional(
                        "heartbeat_interval", MemberFormat.SECONDS, registered.heartbeatInterval())
                .unless(false, "bootstrap_owner", Kinds.FLAG, registered.bootstrapOwner());
    }

    private static void members(Stats stats, MemberWriter out) {
        out.required("total_nodes", Kinds.COUNT, stats.totalNodes())
                .required("active_nodes", Kinds.COUNT, stats.activeNodes())
                .nullable("leader_id", MemberFormat.ID, stats.leaderId())
                .required("registry_version", Kinds.U64, stats.registryVersion())
                .required("bootstrap_initiated", Kinds.FLAG, stats.bootstrapInitiated())
                .required("uptime", MemberFormat.SECONDS, stats.uptime())
                .nullable("bootstrap_owner", MemberFormat.ID, stats.bootstrapOwner())
                .required("bootstrap_pending", Kinds.FLAG, stats.bootstrapPending())
                .required("warnings", Kinds.TEXTS, stats.warnings());
    }

    static Registered registered(Members m) throws JsonFormatException {
        return new Registered(
                m.required("node_id", MemberFormat.ID),
                status(m).equals("updated"),
                m.required("is_bootstrap", Kinds.FLAG),
                m.required("registry_version", Kinds.U64),
                m.required("nodes", MemberFormat.MEMBERS),
                m.optional("leader", MemberFormat.MEMBER),
                m.optional("node_timeout", MemberFormat.SECONDS),
                m.optional("heartbeat_interval", MemberFormat.SECONDS),
                m.otherwise("bootstrap_owner", Kinds.FLAG, false));
    }

    static Nodes nodes(Members m) throws JsonFormatException {
        return new Nodes(
                m.required("nodes", MemberFormat.MEMBERS),
                m.required("registry_version", Kinds.U64));
    }

    static DiscoveryAnswer leader(Members m) throws JsonFormatException {
        Member leader = m.optional("leader", MemberFormat.MEMBER);
        return leader == null
                ? new NoLeader(m.otherwise("message", Kinds.TEXT, ""))
                : new Leader(leader, m.required("registry_version", Kinds.U64));
    }

    static DiscoveryAnswer leaderUpdate(Members m) throws JsonFormatException {
        return status(m).equals("updated")
                ? new LeaderUpdated(m.required("leader_id", MemberFormat.ID))
                : new LeaderRefused(m.otherwise("message", Kinds.TEXT, ""));
    }

    static DiscoveryAnswer heartbeat(Members m) throws JsonFormatException {
        return switch (status(m)) {
            case "acknowledged" ->
                    new Acknowledged(
                            m.required("registry_version", Kinds.U64),
                            m.optional("leader_id", MemberFormat.ID));
            case "not_found" -> new NotFound();
            default -> throw m.member("status").mustBe("acknowledged or not_found");
        };
    }

    static Removed removed(Members m) throws JsonFormatException {
        return new Removed(m.required("node_id", MemberFormat.ID), status(m).equals("removed"));
    }

    static Stats stats(Members m) throws JsonFormatException {
        return new Stats(
                m.required("total_nodes", Kinds.COUNT),
                m.required("active_nodes", Kinds.COUNT),
                m.optional("leader_id", MemberFormat.ID),
                m.required("registry_version", Kinds.U64),
                m.required("bootstrap_initiated", Kinds.FLAG),
                m.required("uptime", MemberFormat.SECONDS),
                m.optional("bootstrap_owner", MemberFormat.ID),
                m.otherwise("bootstrap_pending", Kinds.FLAG, false),
                m.otherwise("warnings", Kinds.TEXTS, List.of()));
    }

    static WasReset reset(Members m) throws JsonFormatException {
        return new WasReset(
                m.required("removed_members", Kinds.COUNT),
                m.required("registry_version", Kinds.U64));
    }

    static Failure failure(Members m) throws JsonFormatException {
        return new Failure(
                m.required("error", Kinds.TEXT),
                (int) m.member("status_code").integer(0, MAX_STATUS_CODE),
                m.otherwise("timestamp", MemberFormat.TIME, Instant.EPOCH));
    }

    private static String status(Members m) throws JsonFormatException {
        return m.required("status", Kinds.TEXT);
    }

    private static MemberWriter status(MemberWriter out, String status) {
        return out.required("status", Kinds.TEXT, status);
    }
}
