package dev.clawgateway.control.events;

import dev.clawgateway.core.cluster.Event;
import java.util.List;

/** The events that are kept: durable and published. Safe from any thread. */
@FunctionalInterface
public interface EventHistory {
    /** Kept events with a sequence above {@code after}, oldest first, at most {@code limit}. */
    List<Event> events(long after, int limit);
}
