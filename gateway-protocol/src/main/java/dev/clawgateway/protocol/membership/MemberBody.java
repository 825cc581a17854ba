package dev.clawgateway.protocol.membership;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One member, as lists and answers show it. Times are ISO 8601 in UTC, to the millisecond.
 *
 * @param capabilities any JSON by name, as the member said it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberBody(
        String id,
        String url,
        String clusterId,
        List<String> tags,
        Map<String, Object> capabilities,
        String status,
        String role,
        String lastSeen,
        String createdAt,
        Map<String, Object> metadata,
        @Nullable String version,
        @Nullable String region,
        @Nullable String zone) {}
