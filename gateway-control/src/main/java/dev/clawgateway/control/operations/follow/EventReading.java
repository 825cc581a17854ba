package dev.clawgateway.control.operations.follow;

import dev.clawgateway.core.cluster.Event;
import java.util.List;

/** What a reader of events is told next. */
public sealed interface EventReading {
    /**
     * The next events that are wanted and seen.
     *
     * @param after up to which number was looked; as before where there is nothing new
     * @param all whether everything was read then, so that nothing more comes until the reader is
     *     woken
     */
    record Next(List<Event> events, long after, boolean all) implements EventReading {
        public Next {
            events = List.copyOf(events);
        }
    }

    /** These numbers are not to be had; reading goes on behind. */
    record Missing(long from, long to) implements EventReading {}

    /**
     * The reader knows a number that this history has not reached: what it knows is another one.
     *
     * @param newest number that there is
     */
    record OtherHistory(long newest) implements EventReading {}
}
