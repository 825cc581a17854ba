package dev.clawgateway.server.dialect.api.stream;

import dev.clawgateway.control.operations.follow.EventReading;
import dev.clawgateway.control.operations.follow.FollowedEvents;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.server.http.stream.StreamEnd;
import dev.clawgateway.server.http.stream.StreamForm;
import dev.clawgateway.server.http.stream.StreamSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events on one stream. */
final class EventSource implements StreamSource {
    private static final int AT_ONCE = 64;

    private final FollowedEvents events;
    private final Waker waker;
    private final StreamForm form;
    private final RenderedEvents rendered;

    /** Up to which number its reader knows that everything was told. */
    private long told;

    private long looked;

    EventSource(FollowedEvents events, Waker waker, StreamForm form, RenderedEvents rendered) {
        this.events = events;
        this.waker = waker;
        this.form = form;
        this.rendered = rendered;
        told = events.after();
        looked = told;
    }

    @Override
    public void begin(Runnable wake) {
        waker.into(wake);
    }

    @Override
    public Piece next() {
        while (true) {
            switch (events.read(AT_ONCE)) {
                case EventReading.Next(List<Event> found, long after, boolean all) -> {
                    looked = after;
                    if (!found.isEmpty()) {
                        told = found.getLast().sequence();
                        return Piece.of(
                                NoticeRecords.together(
                                        found.stream()
                                                .map(event -> rendered.of(event, form))
                                                .toList()));
                    } else if (all) {
                        return Piece.NOTHING;
                    }
                }
                case EventReading.Missing(long from, long to) -> {
                    told = to;
                    looked = to;
                    return Piece.of(NoticeRecords.gap(form, from, to));
                }
                case EventReading.OtherHistory(long newest) -> {
                    return Piece.last(
                            new byte[0],
                            new StreamEnd(
                                    StreamEnd.GONE,
                                    "the newest event here has the number " + newest,
                                    null));
                }
            }
        }
    }

    /** Where it has looked further than it told, its reader may go on from there. */
    @Override
    public byte @Nullable [] beat() {
        if (looked == told) {
            return null;
        }
        told = looked;
        return NoticeRecords.bookmark(form, "after", looked, false);
    }

    @Override
    public void close() {
        events.close();
    }
}
