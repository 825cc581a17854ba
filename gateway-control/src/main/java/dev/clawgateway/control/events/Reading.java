package dev.clawgateway.control.events;

import dev.clawgateway.core.cluster.Event;
import java.util.List;

/** What a subscription has for its reader. */
public sealed interface Reading {
    /**
     * The next events, without a gap after those read before and among each other.
     *
     * @param events oldest first; none when there is nothing new
     */
    record Events(List<Event> events) implements Reading {
        public Events {
            events = List.copyOf(events);
        }
    }

    /**
     * The reader was too slow, or away for too long: what it would read next is kept no more, or
     * never was, as after a copy of the store that it goes on from. It has to look at the state
     * itself; from here on nothing is missing again.
     *
     * @param missedFrom the first number that is not to be had
     * @param resumesAfter reading goes on after this number, the last that is not to be had
     */
    record FellBehind(long missedFrom, long resumesAfter) implements Reading {
        /** Whether the reader knew a number that this history has not reached. */
        public boolean ahead() {
            return missedFrom > resumesAfter + 1;
        }
    }
}
