package dev.clawgateway.scheduler.policy;

/**
 * A placement policy of the embedder's own, found by {@link java.util.ServiceLoader}. The node with
 * the highest score among those that fit is chosen; the lowest node number wins ties.
 *
 * <p>Must be a pure function of its two arguments: scores are cached until the node changes, and
 * the same fleet must give the same decision. Called on the thread that places.
 */
public interface ScoringFunction {
    /** What specs name it by, such as {@code coolest_rack}. */
    String name();

    /** How good {@code node} is for {@code request}, which fits there; higher is better. */
    double score(NodeView node, RequestView request);
}
