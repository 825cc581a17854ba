package dev.clawgateway.core.membership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of itself when it registers; each registration replaces it whole.
 *
 * @param url where it is reached, {@code http} or {@code https}
 * @param clusterId the cluster it counts itself to
 */
public record MemberCard(
        String url,
        String clusterId,
        MemberRole role,
        List<String> tags,
        Attributes capabilities,
        Attributes metadata,
        @Nullable String version,
        @Nullable String region,
        @Nullable String zone) {
    public MemberCard {
        tags = List.copyOf(tags);
    }

    /** Whether both are the same place of the same cluster. */
    public boolean samePlaceAs(MemberCard other) {
        return url.equals(other.url) && clusterId.equals(other.clusterId);
    }
}
