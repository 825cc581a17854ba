package dev.clawgateway.server.dialect.membership;

import static dev.clawgateway.protocol.membership.MembershipJson.iso;

import dev.clawgateway.control.operations.membership.HealthReport;
import dev.clawgateway.control.operations.membership.MemberEntry;
import dev.clawgateway.control.operations.membership.MemberHealth;
import dev.clawgateway.core.membership.Attributes;
import dev.clawgateway.core.membership.MemberCard;
import dev.clawgateway.core.membership.MemberStatus;
import dev.clawgateway.protocol.membership.MemberBody;
import dev.clawgateway.protocol.membership.MembershipAnswer;
import dev.clawgateway.protocol.membership.MembershipJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members as this dialect shows them. */
final class MemberBodies {
    private MemberBodies() {}

    static MemberBody body(MemberEntry entry) {
        MemberCard card = entry.card();
        return new MemberBody(
                entry.id(),
                card.url(),
                card.clusterId(),
                card.tags(),
                values(card.capabilities()),
                entry.status().word(),
                card.role().word(),
                iso(entry.lastSeen()),
                iso(entry.createdAt()),
                values(card.metadata()),
                card.version(),
                card.region(),
                card.zone());
    }

    static MembershipAnswer.Members bodies(List<MemberEntry> entries) {
        List<MemberBody> bodies = entries.stream().map(MemberBodies::body).toList();
        return new MembershipAnswer.Members(true, bodies, bodies.size());
    }

    private static Map<String, Object> values(Attributes attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.values().forEach((name, json) -> values.put(name, MembershipJson.raw(json)));
        return values;
    }

    static MembershipAnswer.OfHealth health(HealthReport report, OwnUsage usage) {
        String now = iso(report.at());
        return new MembershipAnswer.OfHealth(
                true,
                new MembershipAnswer.Health(
                        report.members().size(),
                        count(report, MemberStatus.ACTIVE),
                        count(report, MemberStatus.INACTIVE),
                        count(report, MemberStatus.DISABLED),
                        count(report, MemberStatus.UNHEALTHY) + count(report, MemberStatus.ERROR),
                        report.coordinatorHealthy(),
                        now,
                        now,
                        report.members().stream()
                                .map(member -> health(member, report.ownId(), usage))
                                .toList()));
    }

    private static int count(HealthReport report, MemberStatus status) {
        return (int)
                report.members().stream()
                        .filter(member -> member.entry().status() == status)
                        .count();
    }

    /** The gateway says of itself what it measures; members what they said last. */
    private static MembershipAnswer.OneHealth health(
            MemberHealth member, String ownId, OwnUsage usage) {
        MemberEntry entry = member.entry();
        boolean own = entry.id().equals(ownId);
        Attributes said = entry.card().metadata();
        return new MembershipAnswer.OneHealth(
                entry.id(),
                entry.id(),
                entry.status().word(),
                entry.card().role().word(),
                iso(entry.lastSeen()),
                rounded(member.responseMillis()),
                up(member, said),
                own ? usage.memory() : value(said, "memoryUsage"),
                own ? usage.cpuPercent() : value(said, "cpuUsage"),
                value(said, "activeConnections"),
                value(said, "requestsPerSecond"),
                value(said, "errorRate"));
    }

    private static double up(MemberHealth member, Attributes said) {
        Double known = member.upSeconds();
        String uptime = said.values().get("uptime");
        if (known != null) {
            return Math.round(known * 1000) / 1000.0;
        }
        return uptime == null ? 0 : MembershipJson.number(uptime);
    }

    private static @Nullable Double rounded(@Nullable Double millis) {
        return millis == null ? null : Math.round(millis * 1000) / 1000.0;
    }

    /** Null where it was not said. */
    private static @Nullable Object value(Attributes said, String name) {
        String json = said.values().get(name);
        return json == null || json.equals("null") ? null : MembershipJson.raw(json);
    }
}
