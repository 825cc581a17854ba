package dev.clawgateway.control.operations;

import dev.clawgateway.core.life.Retry;
import dev.clawgateway.core.life.WorkloadRecord;
import dev.clawgateway.core.placement.Explanation;
import dev.clawgateway.core.placement.Refusal;
import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.workload.Parallel;
import dev.clawgateway.core.workload.WorkloadState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a workload waits, why it runs where it runs, or how it ended.
 *
 * @param summary one line for people
 * @param nodes that were looked at
 * @param refusals nodes by the first check they fail, most nodes first
 * @param nearestMiss the node that came closest, in words; null when none did
 * @param blockers what else holds it back, in words
 * @param reserved what is kept for it until it fits, in words; null when nothing is
 * @param position its place in its queue, from 1; null when it is in none
 * @param expectedStart null when it cannot be known
 * @param placement the choice of its node, in words; null while it is not placed
 */
public record Explained(
        Verdict verdict,
        String summary,
        int nodes,
        List<Refusal> refusals,
        @Nullable String nearestMiss,
        List<String> blockers,
        @Nullable String reserved,
        @Nullable Integer position,
        @Nullable Instant expectedStart,
        @Nullable String placement) {
    /** Whether it is placed, and if not, whether waiting helps. */
    public enum Verdict {
        NOT_NOW,
        NEVER_HERE,
        PLACED
    }

    public Explained {
        refusals = List.copyOf(refusals);
        blockers = List.copyOf(blockers);
    }

    /** Of what waits, as the placement engine has it. */
    public static Explained of(Explanation why) {
        return new Explained(
                switch (why.verdict()) {
                    case NOT_NOW -> Verdict.NOT_NOW;
                    case NEVER_HERE -> Verdict.NEVER_HERE;
                },
                why.summary(),
                why.nodes(),
                why.refusals(),
                why.nearestMiss(),
                why.blockers(),
                why.reserved(),
                why.position(),
                why.expectedStart(),
                null);
    }

    /**
     * Of a workload that is not queued: it runs, has ended, or waits for something else.
     *
     * @param node where it is or last was; null for nowhere, or for a node that is forgotten
     */
    static Explained ofRecord(WorkloadRecord workload, @Nullable NodeRecord node) {
        boolean waits = workload.state() == WorkloadState.PENDING;
        List<String> gates = workload.pendingGates().stream().map(gate -> "gate " + gate).toList();
        return new Explained(
                waits ? Verdict.NOT_NOW : Verdict.PLACED,
                waits && !gates.isEmpty() ? "waits for gates" : summary(workload, node),
                0,
                List.of(),
                null,
                waits ? blockers(workload, gates) : List.of(),
                null,
                null,
                null,
                waits ? null : workload.placement());
    }

    /** What keeps it out of the queue: whatever waits waits for something. */
    private static List<String> blockers(WorkloadRecord workload, List<String> gates) {
        Parallel parallel = workload.spec().scheduling().parallel();
        Retry retry = workload.retry();
        if (!gates.isEmpty()) {
            return gates;
        } else if (retry != null) {
            return List.of("its restart policy lets it start again at " + retry.at());
        } else if (workload.spec().scheduling().gang() != null) {
            return List.of("members of its gang still hold devices; it starts with the others");
        } else if (parallel != null) {
            return List.of(
                    "as many workers of it run or wait as its parallelism of %d allows"
                            .formatted(parallel.parallelism()));
        }
        return List.of("it was submitted this moment");
    }

    private static String summary(WorkloadRecord workload, @Nullable NodeRecord node) {
        String reason = workload.reason();
        String state = workload.state().name().toLowerCase(Locale.ROOT);
        return switch (workload.state()) {
            case STOPPED, COMPLETED, FAILED -> EndText.of(workload, node);
            case PENDING, STARTING, RUNNING -> reason == null ? state : reason;
            case STOPPING -> reason == null ? state : state + ": " + reason;
        };
    }

    /** Why a queued workload waits; an earlier attempt's end first, if there was one. */
    static String waiting(WorkloadRecord workload, Explanation why) {
        String before = workload.attempt() == 0 ? null : workload.reason();
        return before == null ? why.summary() : before + "; " + why.summary();
    }
}
