package dev.clawgateway.client.api;

import org.jspecify.annotations.Nullable;

/**
 * Which nodes are wanted; all that is said must hold.
 *
 * @param state null for every
 * @param match only those of this name, or whose id starts so; null for all
 * @param profiles whether to tell what each node has
 */
public record NodeQuery(
        NodeDetails.@Nullable State state, @Nullable String match, boolean profiles) {
    /** Every node, in short. */
    public static final NodeQuery ALL = new NodeQuery(null, null, false);

    /** Those of a name, or whose id starts so. */
    public static NodeQuery matching(String text) {
        return new NodeQuery(null, text, false);
    }
}
