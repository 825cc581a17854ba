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

/**
 * Whoever follows the events is told each of them once, in the order of their numbers, or that some
 * are not to be had; over kills and restores, where he comes back with the number of the last one.
 * What he is told is durable, the same number is the same event for ever, and what he is told to be
 * gone is so. At rest he knows of all.
 *
 * <p>A folder that somebody replaced by hand has no way to tell that; one that was restored has.
 */
final class EventsTold implements Judge {
    private static final int GONE = 410;

    /** By the name of the stream: after which number it goes on. */
    private final Map<String, Long> places = new HashMap<>();

    private final Map<Long, String> known = new HashMap<>();
    private final List<StreamFact.Gap> gaps = new ArrayList<>();

    /** Of what was told since somebody last looked into the history. */
    private long newest;

    @Override
    public Invariant invariant() {
        return Invariant.STREAMS;
    }

    @Override
    public boolean holdsOver(WorldFact.FolderReplaced replaced) {
        return replaced.restored();
    }

    @Override
    public void hear(Fact fact, History history) {
        switch (fact) {
            case StreamFact.Opens opens when opens.what().equals(EventReader.EVENTS) ->
                    places.put(opens.stream(), Math.max(0, opens.after()));
            case StreamFact.Refused refused ->
                    require(
                            !places.containsKey(refused.stream()) || refused.status() != GONE,
                            history,
                            "a number that was told is refused",
                            fact);
            case StreamFact.Event event -> event(event, history);
            case StreamFact.Gap gap -> {
                goesOn(gap.stream(), gap.from(), fact, history);
                require(gap.to() >= gap.from(), history, "a gap without numbers", fact);
                places.put(gap.stream(), gap.to());
                gaps.add(gap);
            }
            case StreamFact.Bookmark mark when places.containsKey(mark.stream()) ->
                    goesOn(mark.stream(), mark.number() + 1, fact, history);
            case StreamFact.Over over -> places.remove(over.stream());
            case StreamFact.EventsCompared compared ->
                    require(
                            compared.told() == compared.newest(),
                            history,
                            "at rest a reader knows of event %d, and the newest is %d"
                                    .formatted(compared.told(), compared.newest()),
                            fact);
            case WorldFact.FolderReplaced _ -> newest = 0;
            case WorldFact.HistoryRead read -> read(read, history);
            default -> {}
        }
    }

    private void event(StreamFact.Event event, History history) {
        goesOn(event.stream(), event.id(), event, history);
        places.put(event.stream(), event.id());
        newest = Math.max(newest, event.id());
        same(event.id(), event.text(), event, history);
    }

    private void goesOn(String stream, long number, Fact fact, History history) {
        Long place = places.get(stream);
        require(
                place != null && number == place + 1,
                history,
                "number %d follows number %d".formatted(number, place),
                fact);
    }

    private void same(long id, String text, Fact fact, History history) {
        String before = known.putIfAbsent(id, text);
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
            if (known.containsKey(last)) {
                String kind = event.kind().name().toLowerCase(Locale.ROOT);
                same(
                        last,
                        StreamFact.event(kind, event.at().toString(), event.revision()),
                        read,
                        history);
            }
            for (StreamFact.Gap gap : gaps) {
                require(
                        last < gap.from() || last > gap.to(),
                        history,
                        "event %d was told to be gone, and is there".formatted(last),
                        gap);
            }
        }
        require(
                newest <= last,
                history,
                "event %d was told, and the history ends with %d".formatted(newest, last),
                read);
        newest = 0;
    }

    private void require(boolean holds, History history, String words, Fact shownBy) {
        if (!holds) {
            throw broken(history, words, shownBy);
        }
    }
}
