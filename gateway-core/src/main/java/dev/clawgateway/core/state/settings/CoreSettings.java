package dev.clawgateway.core.state.settings;

import dev.clawgateway.core.discovery.DiscoveryLimits;
import java.time.Duration;

/**
 * Bounds and timeouts of the cluster's state.
 *
 * @param nodeTimeout how long a disconnected node keeps its workloads
 * @param startTimeout how long a workload may stay starting before it has failed
 * @param stopTimeout how long past its grace a stop may take before it is repeated without grace
 * @param stopGrace between the polite and the hard signal, unless the stop is forced
 * @param forgetNodeAfter how long a disconnected node that holds nothing is remembered
 * @param keepFinished how long a finished workload can be looked up
 * @param maxNodes nodes remembered; for a further one the node gives way that has been away longest
 *     and that nobody would miss, or it is refused
 * @param maxWorkloads workloads remembered, finished ones included; a further submission is refused
 * @param maxEvents events kept; older ones are dropped
 * @param undeclaredClusters whether a workload may name a virtual cluster nobody declared
 * @param discovery how much the discovery registry takes
 * @param losses how many nodes may be given up
 * @param seed of the jitter of pauses before restarts
 * @param recovery how the gateway finds its way back after it was away
 * @param answers how many are kept under callers' keys
 */
public record CoreSettings(
        Duration nodeTimeout,
        Duration startTimeout,
        Duration stopTimeout,
        Duration stopGrace,
        Duration forgetNodeAfter,
        Duration keepFinished,
        int maxNodes,
        int maxWorkloads,
        int maxEvents,
        boolean undeclaredClusters,
        DiscoveryLimits discovery,
        LossLimits losses,
        long seed,
        RecoverySettings recovery,
        AnswerLimits answers) {
    private static final Duration LONGEST_UNNOTICED = Duration.ofSeconds(60);

    public static final CoreSettings DEFAULT =
            new CoreSettings(
                    Duration.ofSeconds(120),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofDays(7),
                    Duration.ofDays(7),
                    1000,
                    1_000_000,
                    100_000,
                    false);

    /** How long a node is away before it counts as missing. */
    public Duration missingAfter() {
        Duration half = nodeTimeout.dividedBy(2);
        return half.compareTo(LONGEST_UNNOTICED) < 0 ? half : LONGEST_UNNOTICED;
    }

    /** With the usual bounds of all else. */
    public CoreSettings(
            Duration nodeTimeout,
            Duration startTimeout,
            Duration stopTimeout,
            Duration stopGrace,
            Duration forgetNodeAfter,
            Duration keepFinished,
            int maxNodes,
            int maxWorkloads,
            int maxEvents,
            boolean undeclaredClusters) {
        this(
                nodeTimeout,
                startTimeout,
                stopTimeout,
                stopGrace,
                forgetNodeAfter,
                keepFinished,
                maxNodes,
                maxWorkloads,
                maxEvents,
                undeclaredClusters,
                DiscoveryLimits.DEFAULT,
                LossLimits.DEFAULT,
                0,
                RecoverySettings.DEFAULT,
                AnswerLimits.DEFAULT);
    }

    /** The same with other bounds of answers. */
    public CoreSettings with(AnswerLimits other) {
        return new CoreSettings(
                nodeTimeout,
                startTimeout,
                stopTimeout,
                stopGrace,
                forgetNodeAfter,
                keepFinished,
                maxNodes,
                maxWorkloads,
                maxEvents,
                undeclaredClusters,
                discovery,
                losses,
                seed,
                recovery,
                other);
    }

    /** The same with another way back. */
    public CoreSettings with(RecoverySettings other) {
        return new CoreSettings(
                nodeTimeout,
                startTimeout,
                stopTimeout,
                stopGrace,
                forgetNodeAfter,
                keepFinished,
                maxNodes,
                maxWorkloads,
                maxEvents,
                undeclaredClusters,
                discovery,
                losses,
                seed,
                other,
                answers);
    }
}
