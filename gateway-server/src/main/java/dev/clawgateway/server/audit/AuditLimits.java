package dev.clawgateway.server.audit;

import java.time.Duration;

/**
 * How large the log grows.
 *
 * @param fileBytes after so many a new file is begun
 * @param fileAge after so long, too
 * @param keptFiles closed ones that stay; older ones are removed. 0 for all
 */
public record AuditLimits(long fileBytes, Duration fileAge, int keptFiles) {
    public static final AuditLimits DEFAULT = new AuditLimits(64L << 20, Duration.ofDays(1), 32);
}
