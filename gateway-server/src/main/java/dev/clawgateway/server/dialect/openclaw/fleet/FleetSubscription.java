package dev.clawgateway.server.dialect.openclaw.fleet;

import dev.clawgateway.control.operations.follow.EventReading;
import dev.clawgateway.control.operations.follow.FollowedEvents;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.net.websocket.frame.FrameKind;
import dev.clawgateway.protocol.api.event.ApiEvent;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import dev.clawgateway.protocol.openclaw.OpenClawFrame;
import dev.clawgateway.protocol.openclaw.OpenClawFrames;
import dev.clawgateway.server.dialect.openclaw.session.OpenClawClient;
import dev.clawgateway.server.shown.ShownEvents;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * One subscription: some events at a time, and more when those are in the socket. What its reader
 * missed meanwhile it is told of as a gap. Confined to the event loop of its session, but for
 * {@link #wake}.
 */
final class FleetSubscription {
    private static final int AT_ONCE = 64;
    private static final String EVENT = "fleet.event";
    private static final String GAP = "fleet.gap";

    private final String id;
    private final OpenClawClient client;
    private final FollowedEvents events;
    private boolean closed;

    /** Some are on their way to the socket. */
    private boolean writing;

    /**
     * A subscription.
     *
     * @param id of the request that made it
     */
    FleetSubscription(String id, OpenClawClient client, FollowedEvents events) {
        this.id = id;
        this.client = client;
        this.events = events;
    }

    String id() {
        return id;
    }

    /** There is more. From any thread. */
    void wake() {
        client.session().execute(this::pump);
    }

    /** Tells what there is. */
    void pump() {
        if (closed || writing || client.session().closing()) {
            return;
        }
        switch (events.read(AT_ONCE)) {
            case EventReading.Next(List<Event> found, long _, boolean all) -> {
                if (!found.isEmpty()) {
                    tell(found);
                } else if (!all) {
                    wake();
                }
            }
            case EventReading.Missing(long from, long to) ->
                    send(GAP, about().put("from", from).put("to", to));
            case EventReading.OtherHistory(long newest) -> {
                send(GAP, about().put("newest", newest));
                close();
            }
        }
    }

    private void tell(List<Event> found) {
        for (Event event : found.subList(0, found.size() - 1)) {
            send(event, () -> {});
        }
        writing = true;
        send(
                found.getLast(),
                () -> {
                    writing = false;
                    pump();
                });
    }

    private void send(Event event, Runnable whenWritten) {
        ObjectNode payload = about();
        payload.setAll(words(event));
        write(EVENT, payload, whenWritten);
    }

    private static ObjectNode words(Event event) {
        byte[] utf8 = JsonTree.write(out -> ApiEvent.told(ShownEvents.of(event), out));
        try {
            return (ObjectNode) JsonTree.parse(utf8);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    private void send(String name, ObjectNode payload) {
        writing = true;
        write(
                name,
                payload,
                () -> {
                    writing = false;
                    pump();
                });
    }

    private void write(String name, ObjectNode payload, Runnable whenWritten) {
        client.session()
                .send(
                        FrameKind.COMMAND,
                        name,
                        OpenClawFrames.write(new OpenClawFrame.Event(name, payload)),
                        whenWritten);
    }

    private ObjectNode about() {
        return JsonTree.MAPPER.createObjectNode().put("subscription", id);
    }

    /** Nothing more is told. Without effect the second time. */
    void close() {
        if (!closed) {
            closed = true;
            events.close();
        }
    }
}
