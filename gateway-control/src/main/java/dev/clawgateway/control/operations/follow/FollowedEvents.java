package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.events.Reading;
import dev.clawgateway.control.events.Subscription;
import dev.clawgateway.core.cluster.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One reader's place among the events that it wants and sees. For one thread at a time. */
public final class FollowedEvents implements AutoCloseable {
    /** Events that are looked at for one answer, however few of them are wanted. */
    private static final int LOOKED_AT = 2048;

    private final Subscription place;
    private final Predicate<Event> wanted;

    /** To be told next, behind events that were found before it. */
    private @Nullable EventReading held;

    FollowedEvents(Subscription place, Predicate<Event> wanted) {
        this.place = place;
        this.wanted = wanted;
    }

    /** What comes next; when there is nothing, the reader is woken once there is. */
    public EventReading read(int limit) {
        EventReading first = held;
        if (first != null) {
            held = null;
            return first;
        }
        long before = place.after();
        List<Event> found = new ArrayList<>();
        int looked = 0;
        while (found.size() < limit && looked < LOOKED_AT) {
            switch (place.read(limit - found.size())) {
                case Reading.Events(List<Event> events) when events.isEmpty() -> {
                    return new EventReading.Next(found, place.after(), true);
                }
                case Reading.Events(List<Event> events) -> {
                    looked += events.size();
                    events.stream().filter(wanted).forEach(found::add);
                }
                case Reading.FellBehind gap -> {
                    EventReading told = told(gap);
                    if (looked == 0) {
                        return told;
                    }
                    held = told;
                    return new EventReading.Next(found, before + looked, false);
                }
            }
        }
        return new EventReading.Next(found, place.after(), false);
    }

    private static EventReading told(Reading.FellBehind gap) {
        return gap.ahead()
                ? new EventReading.OtherHistory(gap.resumesAfter())
                : new EventReading.Missing(gap.missedFrom(), gap.resumesAfter());
    }

    /** Number of the last event that was looked at. */
    public long after() {
        return place.after();
    }

    /** Gives its place to somebody else. Idempotent. */
    @Override
    public void close() {
        place.close();
    }
}
