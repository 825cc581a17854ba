package dev.clawgateway.core.record;

import dev.clawgateway.core.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a node gets no new work, by an operator's word; what runs there goes on.
 *
 * @param since when it was first cordoned; another reason does not move it
 * @param reason for those who read it; null when none was given
 * @param by who cordoned it, or last gave a reason; null in records from before it was kept
 */
public record Cordon(Instant since, @Nullable String reason, @Nullable Caller by) {}
