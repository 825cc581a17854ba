package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.access.Target;
import dev.clawgateway.control.events.EventFeed;
import dev.clawgateway.control.events.Subscription;
import dev.clawgateway.control.operations.Answer;
import dev.clawgateway.control.operations.Desk;
import dev.clawgateway.control.operations.Reply;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.ClusterView;
import dev.clawgateway.core.cluster.Event;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What has happened, and happens: as far as a caller sees what it is about. */
public final class EventOperations {
    private final Desk desk;
    private final ClusterView view;
    private final EventFeed feed;

    public EventOperations(Desk desk, ClusterView view, EventFeed feed) {
        this.desk = desk;
        this.view = view;
        this.feed = feed;
    }

    /**
     * A page of the past.
     *
     * @param after number of the last event that is known
     */
    public void page(
            Caller caller,
            EventSelection selection,
            long after,
            int limit,
            Reply<EventPage> reply) {
        desk.askLater(
                caller,
                Operation.READ_EVENTS,
                reply,
                () -> {
                    Optional<Subscription> place = feed.subscribe(after, () -> {});
                    if (place.isEmpty()) {
                        return tooMany();
                    }
                    try (var reader = new FollowedEvents(place.get(), wanted(caller, selection))) {
                        return page(reader, limit);
                    }
                });
    }

    private Answer<EventPage> page(FollowedEvents reader, int limit) {
        EventReading read = reader.read(limit);
        EventPage.Gap gap = null;
        if (read instanceof EventReading.Missing(long from, long to)) {
            gap = new EventPage.Gap(from, to);
            read = reader.read(limit);
        }
        return switch (read) {
            case EventReading.Next(List<Event> events, long after, boolean _) ->
                    new Answer.Given<>(new EventPage(events, after, feed.newest(), gap));
            // Even that was dropped meanwhile: the next page tells of it.
            case EventReading.Missing(long from, long _) ->
                    new Answer.Given<>(new EventPage(List.of(), from - 1, feed.newest(), gap));
            case EventReading.OtherHistory(long newest) -> otherHistory(newest);
        };
    }

    /**
     * Follows what happens.
     *
     * @param after number of the last event that is known
     * @param wake called when there is more after all was read; hands over and returns
     */
    public void follow(
            Caller caller,
            EventSelection selection,
            long after,
            Runnable wake,
            Reply<FollowedEvents> reply) {
        desk.ask(
                caller,
                Operation.READ_EVENTS,
                Target.NONE,
                reply,
                () -> {
                    long newest = feed.newest();
                    if (view.reignBegins()) {
                        return tooEarly();
                    } else if (after > newest) {
                        return otherHistory(newest);
                    }
                    return feed.subscribe(after, wake)
                            .<Answer<FollowedEvents>>map(place ->
                                    new Answer.Given<>(
                                            new FollowedEvents(place, wanted(caller, selection))))
                            .orElseGet(EventOperations::tooMany);
                });
    }

    /** The same of what happens from now on. */
    public void followFromNow(
            Caller caller, EventSelection selection, Runnable wake, Reply<FollowedEvents> reply) {
        follow(caller, selection, feed.newest(), wake, reply);
    }

    private Predicate<Event> wanted(Caller caller, EventSelection selection) {
        EventSight sight = new EventSight(caller, view);
        return event -> selection.covers(event) && sight.sees(event);
    }

    private static <T> Answer<T> otherHistory(long newest) {
        return new Answer.Refused<>(
                ErrorCode.GONE,
                "the newest event here has the number %d: what you know is of another history"
                                .formatted(newest)
                        + " of this gateway. Begin again, from the start or from now on");
    }

    private static <T> Answer<T> tooEarly() {
        return new Answer.Refused<>(
                ErrorCode.NO_LEADER, "the gateway has just started, and stores that first");
    }

    private static <T> Answer<T> tooMany() {
        return new Answer.Refused<>(ErrorCode.OVERLOADED, "too many follow what happens already");
    }
}
