package dev.clawgateway.client.api;

import dev.clawgateway.core.placement.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a workload waits, or why it runs where it runs.
 *
 * @param summary one line for people
 * @param nodes nodes looked at
 * @param refusals nodes by the first check they fail, most nodes first
 * @param nearestMiss the node that came closest, in words
 * @param blockers what else holds it back, such as a quota or a gate, in words
 * @param reserved what is kept for it until it fits, in words
 * @param position its place in its queue, from 1
 * @param expectedStart null when it cannot be known
 * @param why the choice of the node, in words; null while it is not placed
 */
public record ExplanationView(
        Verdict verdict,
        String summary,
        long nodes,
        List<Refusal> refusals,
        @Nullable String nearestMiss,
        List<String> blockers,
        @Nullable String reserved,
        @Nullable Integer position,
        @Nullable Instant expectedStart,
        @Nullable String why)
        implements GatewayAnswer {
    public ExplanationView {
        refusals = List.copyOf(refusals);
        blockers = List.copyOf(blockers);
    }

    /** Whether it is placed, and if not, whether waiting helps. */
    public enum Verdict {
        NOT_NOW,
        NEVER_HERE,
        PLACED
    }
}
