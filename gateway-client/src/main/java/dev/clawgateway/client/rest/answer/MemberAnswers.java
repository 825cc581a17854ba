package dev.clawgateway.client.rest.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of the two registries. Members that the gateway leaves out are null. */
public final class MemberAnswers {
    private MemberAnswers() {}

    /**
     * A discovered, as the API shows it.
     *
     * @param metadata what it says of itself; any JSON
     * @param suspected it was not heard for a while
     */
    public record Discovered(
            String memberId,
            String address,
            long port,
            List<String> capabilities,
            Map<String, Object> metadata,
            Instant joinedAt,
            Instant registeredAt,
            Instant lastSeen,
            boolean suspected,
            long revision) {}

    /**
     * A discovered list, as the API shows it.
     *
     * @param version of the registry at that moment
     */
    public record DiscoveredList(List<Discovered> items, long version) {}

    /** A discovered leader, as the API shows it. */
    public record DiscoveredLeader(@Nullable Discovered leader, long version) {}

    /** A silence, as the API shows it. */
    public record Silence(Instant since, long silent, long of, boolean waiting) {}

    /**
     * A discovery stats, as the API shows it.
     *
     * @param active those that are not suspected
     * @param bootstrapInitiated somebody has registered since the last reset
     * @param bootstrapOwner who was told to found the cluster
     * @param bootstrapOverdue that one is away, or has taken long
     * @param sharedIds how often an id came back from a place that it had left; two processes use
     *     it
     * @param expired members that were removed because they were not heard
     * @param silence many members fell silent together; null while they did not
     */
    public record DiscoveryStats(
            long members,
            long active,
            @Nullable String leader,
            long version,
            boolean bootstrapInitiated,
            @Nullable String bootstrapOwner,
            boolean bootstrapOverdue,
            long sharedIds,
            long expired,
            @Nullable Silence silence) {}

    /** A discovery reset, as the API shows it. */
    public record DiscoveryReset(long removedMembers, long registryVersion) {}

    /** A member done, as the API shows it. */
    public record MemberDone(String memberId) {}

    /** A member, as the API shows it. */
    public record Member(
            String memberId,
            String url,
            String clusterId,
            String role,
            String status,
            List<String> tags,
            @Nullable String version,
            @Nullable String region,
            @Nullable String zone,
            Instant lastSeen,
            Instant createdAt) {}

    /**
     * A standing, as the API shows it.
     *
     * @param serving false in maintenance; nothing new is placed then
     * @param changedAt when that changed last
     */
    public record Standing(
            Member gateway,
            boolean serving,
            Instant changedAt,
            Instant startedAt,
            long uptimeSecs) {}

    /**
     * A member health, as the API shows it.
     *
     * @param responseMillis how long it took to answer when it was asked last; null where it was
     *     not
     * @param uptimeSecs null where only the member could say
     */
    public record MemberHealth(
            String memberId,
            String status,
            Instant lastSeen,
            @Nullable Double responseMillis,
            @Nullable Double uptimeSecs) {}

    /**
     * A members health, as the API shows it.
     *
     * @param healthy the gateway can do its job
     */
    public record MembersHealth(
            boolean healthy, Instant at, String gatewayId, List<MemberHealth> members) {}
}
