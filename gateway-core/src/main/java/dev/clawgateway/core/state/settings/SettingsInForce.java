package dev.clawgateway.core.state.settings;

import dev.clawgateway.core.discovery.DiscoveryLimits;
import java.time.Duration;

/**
 * The settings as they are now: they may change between two commands, and whoever asks gets those
 * that count then. Confined to the control thread.
 */
public final class SettingsInForce {
    private CoreSettings now;

    public SettingsInForce(CoreSettings first) {
        now = first;
    }

    /** From now on these count. */
    public void change(CoreSettings next) {
        now = next;
    }

    /** All of them. */
    public CoreSettings all() {
        return now;
    }

    /** {@link CoreSettings#nodeTimeout}. */
    public Duration nodeTimeout() {
        return now.nodeTimeout();
    }

    /** {@link CoreSettings#missingAfter}. */
    public Duration missingAfter() {
        return now.missingAfter();
    }

    /** {@link CoreSettings#startTimeout}. */
    public Duration startTimeout() {
        return now.startTimeout();
    }

    /** {@link CoreSettings#stopTimeout}. */
    public Duration stopTimeout() {
        return now.stopTimeout();
    }

    /** {@link CoreSettings#stopGrace}. */
    public Duration stopGrace() {
        return now.stopGrace();
    }

    /** {@link CoreSettings#forgetNodeAfter}. */
    public Duration forgetNodeAfter() {
        return now.forgetNodeAfter();
    }

    /** {@link CoreSettings#keepFinished}. */
    public Duration keepFinished() {
        return now.keepFinished();
    }

    /** {@link CoreSettings#maxNodes}. */
    public int maxNodes() {
        return now.maxNodes();
    }

    /** {@link CoreSettings#maxWorkloads}. */
    public int maxWorkloads() {
        return now.maxWorkloads();
    }

    /** {@link CoreSettings#undeclaredClusters}. */
    public boolean undeclaredClusters() {
        return now.undeclaredClusters();
    }

    /** {@link CoreSettings#discovery}. */
    public DiscoveryLimits discovery() {
        return now.discovery();
    }

    /** {@link CoreSettings#losses}. */
    public LossLimits losses() {
        return now.losses();
    }

    /** {@link CoreSettings#answers}. */
    public AnswerLimits answers() {
        return now.answers();
    }

    /** {@link CoreSettings#recovery}. */
    public RecoverySettings recovery() {
        return now.recovery();
    }
}
