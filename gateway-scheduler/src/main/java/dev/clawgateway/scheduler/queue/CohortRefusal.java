package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Why nodes refuse a cohort's requests, as was found when they were last counted.
 *
 * @param count the number of the count that found it; 0 before the first
 * @param reason null when its requests will never start here
 */
public record CohortRefusal(long count, @Nullable RefusalReason reason) {
    static final CohortRefusal NOT_LOOKED_AT = new CohortRefusal(0, null);
}
