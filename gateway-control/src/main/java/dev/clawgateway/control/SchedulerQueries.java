package dev.clawgateway.control;

import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.placement.Placer;
import java.util.function.Consumer;

/**
 * Questions that only the placer can answer; they change nothing. Safe from any thread; never
 * blocks.
 */
public interface SchedulerQueries {
    /**
     * Has {@code question} called on the control thread, between two batches. It must not keep the
     * placer, change it, or take long.
     *
     * @return false when the inbox is full; then it is never called
     */
    boolean ask(Consumer<Placer> question);

    /** Why nothing is asked now. */
    default Outcome.Refused whyNot() {
        return CommandInbox.OVERLOADED;
    }
}
