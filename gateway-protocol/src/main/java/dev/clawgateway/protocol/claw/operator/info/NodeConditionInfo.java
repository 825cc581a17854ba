package dev.clawgateway.protocol.claw.operator.info;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node condition as operators see it.
 *
 * @param satisfied its status is true
 * @param lastUpdated when it was last probed
 */
public record NodeConditionInfo(
        String conditionType, boolean satisfied, @Nullable String reason, Instant lastUpdated) {}
