package dev.clawgateway.control.events;

import dev.clawgateway.core.cluster.Event;
import java.util.List;

/** What a subscription has for its reader. */
public sealed interface Reading {
    /**
     * The next events, without a gap after those read before.
     *
     * @param events oldest first; none when there is nothing new
     */
    record Events(List<Event> events) implements Reading {
        public Events {
            events = List.copyOf(events);
        }
    }

    /**
     * The reader was too slow, or away for too long: what it would read next is kept no more. It
     * has to look at the state itself; from here on nothing is missing again.
     *
     * @param resumesAfter reading goes on after this number
     */
    record FellBehind(long resumesAfter) implements Reading {}
}
