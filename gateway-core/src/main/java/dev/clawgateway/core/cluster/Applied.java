package dev.clawgateway.core.cluster;

import java.util.List;

/**
 * What one command came to.
 *
 * @param changes to store and publish, in order
 * @param effects to release once the changes are durable, in order, before the outcome is told
 */
public record Applied(List<Change> changes, List<Effect> effects, Outcome outcome) {
    public Applied {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
    }
}
