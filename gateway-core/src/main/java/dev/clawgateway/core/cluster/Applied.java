package dev.clawgateway.core.cluster;

import java.util.List;

/**
 * What one command came to.
 *
 * @param changes to store and publish, in order
 * @param effects to release once the changes are durable, in order, before the outcome is told
 * @param <O> what such a command is granted
 */
public record Applied<O extends Outcome.Granted>(
        List<Change> changes, List<Effect> effects, Verdict<O> verdict) {
    public Applied {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
    }

    public Outcome outcome() {
        return verdict.outcome();
    }
}
