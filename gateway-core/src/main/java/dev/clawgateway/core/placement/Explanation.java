package dev.clawgateway.core.placement;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a workload is not placed.
 *
 * @param verdict whether waiting helps
 * @param refusals nodes by the first check they fail, most nodes first; they sum to {@code nodes}
 * @param nodes nodes known to the engine
 * @param nearestMiss the node that came closest, such as {@code "3 free on gpu-17, needs 4"}; null
 *     when none did
 * @param blockers what else holds it back, such as a quota or a gate, in words
 * @param reserved what is kept for it until it fits, in words; null when nothing is
 * @param position its place in its queue, from 1; null when it is in none
 * @param expectedStart null when it cannot be known
 */
public record Explanation(
        Verdict verdict,
        List<Refusal> refusals,
        int nodes,
        @Nullable String nearestMiss,
        List<String> blockers,
        @Nullable String reserved,
        @Nullable Integer position,
        @Nullable Instant expectedStart) {
    /** Whether waiting helps. */
    public enum Verdict {
        /**
         * Freed capacity, a cleared gate, a recovered node or an operator's word about a node's
         * labels, conditions, taints or cordon could change it.
         */
        NOT_NOW,
        /** No node here could hold it even when empty, or not all of a gang together. */
        NEVER_HERE
    }

    public Explanation {
        refusals = List.copyOf(refusals);
        blockers = List.copyOf(blockers);
    }

    /** One line for people: the nearest miss first, then the counts by reason. */
    public String summary() {
        if (nodes == 0) {
            return "no nodes are registered";
        }
        String counts =
                refusals.stream()
                        .map(refusal ->
                                refusal.nodes()
                                        + " of "
                                        + nodes
                                        + " nodes: "
                                        + refusal.reason().text())
                        .collect(Collectors.joining("; "));
        String blocked = String.join("; ", blockers);
        String kept = reserved == null ? "" : "reserved: " + reserved;
        return Stream.of(head(), nearestMiss == null ? "" : nearestMiss, kept, blocked, counts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String head() {
        if (verdict == Verdict.NEVER_HERE) {
            return "it would not fit even with every node empty";
        }
        boolean closed =
                refusals.stream()
                        .allMatch(refusal ->
                                refusal.reason().byAdmission() || !refusal.reason().waitingHelps());
        boolean room = refusals.stream().anyMatch(one -> one.reason() == RefusalReason.HELD_BACK);
        return closed ? "no node lets it in now" : room ? "held back" : "no capacity now";
    }
}
