package dev.clawgateway.scheduler.queue;

import dev.clawgateway.core.placement.Explanation.Verdict;
import dev.clawgateway.core.placement.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cohort's requests share of their explanations, as of one version of the engine's state.
 */
public record CohortExplanation(
        long version,
        Instant at,
        Verdict verdict,
        List<Refusal> refusals,
        int nodes,
        @Nullable String nearestMiss,
        List<String> blockers) {}
