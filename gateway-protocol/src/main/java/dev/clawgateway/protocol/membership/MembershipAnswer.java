package dev.clawgateway.protocol.membership;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gateway answers. Each has {@code success} first. */
public sealed interface MembershipAnswer {
    /** To a registration, and to who asks for one member. */
    record OfMember(boolean success, MemberBody node) implements MembershipAnswer {}

    record Acknowledged(boolean success, boolean acknowledged, String message, String timestamp)
            implements MembershipAnswer {}

    record Members(boolean success, List<MemberBody> nodes, int total)
            implements MembershipAnswer {}

    record Done(boolean success, String message) implements MembershipAnswer {}

    /** The gateway itself. */
    record OfGateway(boolean success, Own status, Config config, Service serviceStatus)
            implements MembershipAnswer {}

    /** How all do. */
    record OfHealth(boolean success, Health health) implements MembershipAnswer {}

    record Serving(boolean success, String message, Mode status) implements MembershipAnswer {}

    record OfService(boolean success, Running status, MemberBody nodeStatus)
            implements MembershipAnswer {}

    /** Nothing was done. */
    record Failed(
            boolean success, String error, String message, String code, Map<String, Object> details)
            implements MembershipAnswer {}

    /**
     * The gateway's own entry with what it measures of itself.
     *
     * @param uptime in seconds
     * @param cpuUsage of its process, in percent of the machine; null where not known
     * @param errorRate share of answers that were errors; null where nothing was asked of late
     */
    record Own(
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
            String nodeId,
            boolean coordinator,
            long uptime,
            Memory memoryUsage,
            @Nullable Double cpuUsage,
            int activeConnections,
            @Nullable Double requestsPerSecond,
            @Nullable Double errorRate) {}

    /**
     * Memory of the gateway's process.
     *
     * @param used in bytes
     * @param total in bytes: what it may use at most
     */
    record Memory(long used, long total, double percentage) {}

    /** Intervals are in seconds. */
    record Config(
            boolean enabled,
            String clusterId,
            @Nullable String coordinatorUrl,
            long heartbeatInterval,
            long healthCheckInterval,
            long nodeTimeout,
            boolean autoRegister,
            String defaultRole,
            List<String> tags) {}

    record Service(String mode, boolean serving, boolean enabled, String startTime) {}

    record Running(String mode, boolean enabled, String startTime) {}

    record Mode(String mode, boolean enabled, String changedAt) {}

    /** Counts, and each member. */
    record Health(
            int totalNodes,
            int activeNodes,
            int inactiveNodes,
            int disabledNodes,
            int unhealthyNodes,
            boolean coordinatorHealthy,
            String lastUpdate,
            String lastUpdated,
            List<OneHealth> nodes) {}

    /**
     * How one does; what is absent it never said.
     *
     * @param responseTime in milliseconds, measured; null where not known
     * @param uptime in seconds; 0 where not known
     */
    record OneHealth(
            String id,
            String nodeId,
            String status,
            String role,
            String lastSeen,
            @Nullable Double responseTime,
            double uptime,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object memoryUsage,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object cpuUsage,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object activeConnections,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object requestsPerSecond,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object errorRate) {}
}
