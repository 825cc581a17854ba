package dev.clawgateway.simulation.peer.openclaw;

import dev.clawgateway.simulation.kernel.SimulatedProcess;
import dev.clawgateway.simulation.peer.PeerWorld;
import dev.clawgateway.simulation.peer.reader.EventReader;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows what happens in the fleet, by durable numbers, over connections and gateways. */
final class FleetFollower {
    /** Only then what it was told is compared with what is shown. */
    private static final Duration AT_REST = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** Looks at which all is as before, and differs, before that is told. */
    private static final int STUCK = 10;

    private final String name;
    private final PeerWorld world;
    private final SimulatedProcess process;

    /** Of the last event that it knows of; -1 before the first. */
    private long last = -1;

    /** Of which that is, and of which what it is told now is. */
    private String history = "";

    private String coming = "";
    private int streams;
    private String stream = "";
    private boolean compares;
    private String before = "";
    private int alike;

    FleetFollower(String name, PeerWorld world, SimulatedProcess process) {
        this.name = name;
        this.world = world;
        this.process = process;
    }

    /** Goes on behind the last event that it knows. */
    void follow(FleetLine line) {
        stream = name + "/" + ++streams;
        String mine = stream;
        world.tell(new StreamFact.Opens(name, mine, EventReader.EVENTS, last));
        ObjectNode params = PeerFrames.object().put("after", Math.max(0, last));
        if (last >= 0) {
            params.put("history", history);
        }
        var _ = line.ask("fleet.events.subscribe", params, frame -> subscribed(line, mine, frame));
    }

    private void subscribed(FleetLine line, String mine, @Nullable JsonNode frame) {
        if (frame == null || !mine.equals(stream)) {
            return;
        }
        if (frame.path("ok").asBoolean(false)) {
            coming = frame.path("payload").path("history").asString("");
            world.tell(new StreamFact.Began(name, mine));
            return;
        }
        String code = frame.path("error").path("details").path("code").asString("");
        boolean gone = code.equalsIgnoreCase("gone");
        world.tell(new StreamFact.Refused(name, mine, gone ? 410 : 0, code));
        if (gone) {
            last = -1;
        }
        over("refused");
        process.after(BETWEEN_LOOKS, () -> again(line));
    }

    private void again(FleetLine line) {
        if (stream.isEmpty() && line.stands()) {
            follow(line);
        }
    }

    void hear(String event, JsonNode payload) {
        if (stream.isEmpty()) {
            return;
        }
        switch (event) {
            case "fleet.event" -> {
                last = payload.path("id").asLong();
                history = coming;
                String text =
                        StreamFact.event(
                                payload.path("kind").asString(""),
                                payload.path("at").asString(""),
                                payload.path("revision").asLong());
                world.tell(new StreamFact.Event(name, stream, last, text));
            }
            case "fleet.gap" -> gap(payload);
            default -> {
                // Is about something else.
            }
        }
    }

    private void gap(JsonNode payload) {
        if (payload.has("to")) {
            last = payload.path("to").asLong();
            history = coming;
            long from = payload.path("from").asLong();
            world.tell(new StreamFact.Gap(name, stream, from, last));
        } else {
            last = -1;
            over("another history");
        }
    }

    /** It is told nothing more on that connection. */
    void over(String why) {
        if (!stream.isEmpty()) {
            world.tell(new StreamFact.Over(name, stream, why));
            stream = "";
        }
    }

    /** Compares in the end. */
    void compareLater(Supplier<@Nullable FleetLine> open) {
        compares = true;
        process.after(AT_REST, () -> look(open));
    }

    private void look(Supplier<@Nullable FleetLine> open) {
        FleetLine line = open.get();
        if (line == null || stream.isEmpty()) {
            if (line != null) {
                follow(line);
            }
            lookAgain(open);
            return;
        }
        var _ =
                line.ask(
                        "fleet.events.list",
                        PeerFrames.object().put("limit", 1).put("after", Math.max(0, last)),
                        frame -> {
                            JsonNode newest =
                                    frame == null ? null : frame.path("payload").get("newest");
                            if (newest == null || !compare(newest.asLong())) {
                                lookAgain(open);
                            }
                        });
    }

    private void lookAgain(Supplier<@Nullable FleetLine> open) {
        process.after(BETWEEN_LOOKS, () -> look(open));
    }

    private boolean compare(long newest) {
        String both = last + " " + newest;
        alike = both.equals(before) ? alike + 1 : 0;
        before = both;
        if (last == newest || alike >= STUCK) {
            world.tell(new StreamFact.EventsCompared(name, last, newest));
            compares = false;
        }
        return !compares;
    }

    boolean quiet() {
        return !compares;
    }
}
