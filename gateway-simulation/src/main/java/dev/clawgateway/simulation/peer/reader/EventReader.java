package dev.clawgateway.simulation.peer.reader;

import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import tools.jackson.databind.JsonNode;

/** Follows what happens, by numbers. */
public final class EventReader extends StreamReader {
    /** What it follows, as facts have it. */
    public static final String EVENTS = "events";

    /** Of the last event that it knows of; -1 before the first. */
    private long last = -1;

    public EventReader(String name, PeerWorld world) {
        super(name, world);
    }

    @Override
    String what() {
        return EVENTS;
    }

    @Override
    long after() {
        return last;
    }

    @Override
    String path() {
        return "/api/v1/events?" + (last < 0 ? "from=start" : "after=" + last);
    }

    @Override
    void forget() {
        last = -1;
    }

    @Override
    void hear(JsonNode record) {
        switch (record.path("type").asString("")) {
            case "event" -> {
                last = record.path("id").asLong();
                String text =
                        StreamFact.event(
                                record.path("kind").asString(""),
                                record.path("at").asString(""),
                                record.path("revision").asLong());
                world().tell(new StreamFact.Event(name(), stream(), last, text));
            }
            case "gap" -> {
                last = record.path("to").asLong();
                long from = record.path("from").asLong();
                world().tell(new StreamFact.Gap(name(), stream(), from, last));
            }
            case "bookmark" -> {
                last = record.path("after").asLong();
                world().tell(new StreamFact.Bookmark(name(), stream(), last));
            }
            default -> {}
        }
    }

    @Override
    String shown() {
        return "/api/v1/events?limit=1&after=" + Math.max(0, last);
    }

    @Override
    Object toldAll() {
        return last;
    }

    @Override
    Object shownAll(JsonNode body) {
        return body.path("newest").asLong();
    }

    @Override
    void compared(JsonNode body) {
        world().tell(new StreamFact.EventsCompared(name(), last, body.path("newest").asLong()));
    }
}
