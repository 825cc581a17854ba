package dev.clawgateway.plugin;

/**
 * A placement policy of your own, found by {@link java.util.ServiceLoader}. Of the nodes where a
 * request fits the one with the highest score is chosen; the node that was known first wins ties.
 *
 * <p>Must be a pure function of its two arguments, without a clock, randomness, files or network:
 * scores are cached until the node changes, and the same history must lead to the same decisions.
 * It is called on the one thread that decides, so everybody waits for it: a score should take
 * microseconds. It is not interrupted, since decisions would then depend on the clock; how long it
 * took is counted, and told when it was long.
 *
 * <p>Where it throws, or answers {@link Double#NaN}, the node gets the score {@link
 * #DEFAULT_SCORE}. That is counted, and logged at most once a minute.
 */
public interface ScoringFunction {
    /** Lower than any other: such a node is taken where no other fits. */
    double DEFAULT_SCORE = Double.NEGATIVE_INFINITY;

    /**
     * What configuration and specs name it by, such as {@code coolest_rack}: at most 64 of a-z,
     * 0-9, {@code _} and {@code -}, the first a letter; none of the gateway's own policies has it.
     * Always the same.
     */
    String name();

    /**
     * How good a node is for a request that fits there; higher is better. Compared as a {@code
     * float}.
     *
     * @param node valid during the call alone
     * @param request valid during the call alone
     */
    double score(NodeView node, RequestView request);
}
