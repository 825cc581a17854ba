package dev.clawgateway.core.workload;

import org.jspecify.annotations.Nullable;

/**
 * All or nothing: the workers of a parallel workload start together or not at all.
 *
 * @param minMembers fewest workers worth starting
 * @param maxMembers most workers it can use; at least {@code minMembers}
 * @param topologyKey node label whose value all members must share, such as {@code topology/rack};
 *     null for anywhere
 */
public record Gang(int minMembers, int maxMembers, @Nullable String topologyKey) {
    public Gang {
        if (minMembers < 1 || maxMembers < minMembers) {
            throw new IllegalArgumentException(
                    "scheduling.gang: needs 1 <= min_members <= max_members");
        }
    }
}
