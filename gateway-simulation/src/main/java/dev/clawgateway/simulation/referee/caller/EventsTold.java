package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.simulation.peer.reader.EventReader;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whoever follows the events is told each of them once, in the order of their numbers, or that some
 * are not to be had; over kills and restores, where he comes back with the number of the last one.
 * What he is told is durable, the same number is the same event for ever, and what he is told to be
 * gone is so. At rest he knows of all.
 *
 * <p>Over an older copy of the folder the same numbers may come to mean something else, unless it
 * was restored by the product's own means. A number of before is then refused, or is that of an
 * event which the copy has.
 */
final class EventsTold implements Judge {
    private static final int GONE = 410;

    /** So many starts are known to a store, and some of those that nobody was told of. */
    private static final int KNOWN_STARTS = 50;

    /** What is known of one stream. */
    private static final class Place {
        private final Epoch epoch;

        /** What it was before nothing was told; null where all there is was asked for. */
        private final @Nullable Known from;

        private long number;
        private boolean doubtful;

        Place(Epoch epoch, @Nullable Known from, long number) {
            this.epoch = epoch;
            this.from = from;
            this.number = number;
        }
    }

    /** The time between two replacements of the folder. */
    private static final class Epoch {
        private final Map<Long, String> events;

        Epoch(Map<Long, String> events) {
            this.events = events;
        }
    }

    /**
     * The last number that a reader was told.
     *
     * @param epoch null where that is in doubt
     * @param starts of gateways by then
     */
    private record Known(@Nullable Epoch epoch, long number, int starts) {}

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Known> readers = new HashMap<>();
    private final List<StreamFact.Gap> gaps = new ArrayList<>();

    /** Numbers that were gone on from in this epoch, as what they were told of in another. */
    private final Map<Long, String> claims = new HashMap<>();

    private Epoch now = new Epoch(new HashMap<>());
    private int starts;

    /** Of what was told since somebody last looked into the history. */
    private long newest;

    @Override
    public Invariant invariant() {
        return Invariant.STREAMS;
    }

    @Override
    public boolean holdsOverReplacedFolder() {
        return true;
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case StreamFact stream -> stream(stream, history);
            case WorldFact.GatewayStarted _ -> starts++;
            case WorldFact.FolderReplaced replaced -> {
                now = new Epoch(replaced.restored() ? now.events : new HashMap<>());
                newest = 0;
                gaps.clear();
                claims.clear();
            }
            case WorldFact.HistoryRead read -> read(read, history);
            default -> {}
        }
    }

    private void stream(StreamFact fact, History history) {
        switch (fact) {
            case StreamFact.Opens opens when opens.what().equals(EventReader.EVENTS) -> {
                Known from = opens.after() < 0 ? null : readers.get(opens.reader());
                places.put(opens.stream(), new Place(now, from, Math.max(0, opens.after())));
            }
            case StreamFact.Began began -> {
                Place place = places.get(began.stream());
                if (place != null && place.epoch != now) {
                    place.doubtful = true; // whoever answers may be the next one
                }
            }
            case StreamFact.Refused refused -> refused(refused, history);
            case StreamFact.Event event -> event(event, history);
            case StreamFact.Gap gap -> gap(gap, history);
            case StreamFact.Bookmark mark ->
                    goesOn(mark.stream(), mark.number() + 1, mark, history);
            case StreamFact.Over over -> places.remove(over.stream());
            case StreamFact.EventsCompared compared ->
                    require(
                            compared.told() == compared.newest(),
                            history,
                            "at rest a reader knows of event %d, and the newest is %d"
                                    .formatted(compared.told(), compared.newest()),
                            fact);
            default -> {}
        }
    }

    private void refused(StreamFact.Refused refused, History history) {
        Place place = places.get(refused.stream());
        Known from = place == null ? null : place.from;
        require(
                refused.status() != GONE
                        || from == null
                        || from.epoch() != now
                        || starts - from.starts() > KNOWN_STARTS,
                history,
                "a number that was told is refused",
                refused);
    }

    private void event(StreamFact.Event event, History history) {
        Place place = goesOn(event.stream(), event.id(), event, history);
        if (place == null) {
            return;
        }
        Known from = place.from;
        if (from != null && from.number() + 1 == event.id()) {
            claim(place, from, event, history);
        }
        tell(event, place, event.id());
        if (!place.doubtful) {
            newest = place.epoch == now ? Math.max(newest, event.id()) : newest;
            same(place.epoch, event.id(), event.text(), event, history);
        }
    }

    /** What is gone on from has to be what it was. */
    private void claim(Place place, Known from, StreamFact.Event event, History history) {
        Epoch told = from.epoch();
        String text = told == null ? null : told.events.get(from.number());
        if (text == null || place.doubtful || told == place.epoch || place.epoch != now) {
            return;
        }
        same(now, from.number(), text, event, history);
        claims.put(from.number(), text);
    }

    private void gap(StreamFact.Gap gap, History history) {
        Place place = goesOn(gap.stream(), gap.from(), gap, history);
        if (place != null) {
            require(gap.to() >= gap.from(), history, "a gap without numbers", gap);
            tell(gap, place, gap.to());
            if (!place.doubtful && place.epoch == now) {
                gaps.add(gap);
            }
        }
    }

    private void tell(StreamFact fact, Place place, long number) {
        place.number = number;
        readers.put(fact.reader(), new Known(place.doubtful ? null : place.epoch, number, starts));
    }

    private @Nullable Place goesOn(String stream, long number, Fact fact, History history) {
        Place place = places.get(stream);
        require(
                place == null || number == place.number + 1,
                history,
                "number %d follows number %d".formatted(number, place == null ? 0 : place.number),
                fact);
        return place;
    }

    private void same(Epoch epoch, long id, String text, Fact fact, History history) {
        String before = epoch.events.putIfAbsent(id, text);
        require(
                before == null || before.equals(text),
                history,
                "event %d was %s, and is %s".formatted(id, before, text),
                fact);
    }

    private void read(WorldFact.HistoryRead read, History history) {
        long last = 0;
        for (Event event : read.events()) {
            last = event.sequence();
            if (now.events.containsKey(last)) {
                String kind = event.kind().name().toLowerCase(Locale.ROOT);
                String text = StreamFact.event(kind, event.at().toString(), event.revision());
                same(now, last, text, read, history);
            }
            for (StreamFact.Gap gap : gaps) {
                require(
                        last < gap.from() || last > gap.to(),
                        history,
                        "event %d was told to be gone, and is there".formatted(last),
                        gap);
            }
        }
        long claimed = claims.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        require(
                Math.max(newest, claimed) <= last,
                history,
                "event %d was told, and the history ends with %d".formatted(newest, last),
                read);
        newest = 0;
        claims.clear();
    }

    private void require(boolean holds, History history, String words, Fact shownBy) {
        if (!holds) {
            throw broken(history, words, shownBy);
        }
    }
}
