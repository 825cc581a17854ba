package dev.clawgateway.core.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a node gets no new work, by an operator's word; what runs there goes on.
 *
 * @param since when it was first cordoned; another reason does not move it
 * @param reason for those who read it; null when none was given
 */
public record Cordon(Instant since, @Nullable String reason) {}
