package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.simulation.peer.reader.EventReader;
import dev.clawgateway.simulation.peer.reader.ListReader;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import dev.clawgateway.simulation.referee.judge.Invariant;
import dev.clawgateway.simulation.referee.judge.Judge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever watches a list is told what becomes of it by growing revisions: what leaves his selection
 * matches it no more, what is deleted never comes again. A revision of before a restart is refused
 * and never gone on from in silence; but one after all that was stored is also that of the next
 * start, which begins with the same. At rest he has the list.
 */
final class ListsWatched implements Judge {
    private static final String RUNNING = "running";
    private static final String LEFT = "left";
    private static final String DELETED = "deleted";

    /** By their names. */
    private final Map<String, Seen> streams = new HashMap<>();

    /** By readers: what the gateway had been started when it answered the last stream. */
    private final Map<String, Integer> answeredBy = new HashMap<>();

    private final Set<String> deleted = new HashSet<>();

    /** How often a gateway was started. */
    private int starts;

    /** The greatest revision seen in the store; all pass for stored where nobody looked. */
    private long stored = Long.MAX_VALUE;

    /** What the newest start found there. */
    private long found = Long.MAX_VALUE;

    /** How often its folder was replaced. */
    private int replaced;

    /** What is known of a stream. */
    private static final class Seen {
        private final StreamFact.Opens opens;
        private final int startsThen;
        private final long foundThen;
        private final int replacedThen;
        private long revision;

        Seen(StreamFact.Opens opens, int startsThen, long foundThen, int replacedThen) {
            this.opens = opens;
            this.startsThen = startsThen;
            this.foundThen = foundThen;
            this.replacedThen = replacedThen;
            revision = opens.after();
        }

        boolean of(ListReader.Watched list) {
            return opens.what().equals(list.name());
        }
    }

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
            case WorldFact.HistoryRead read -> stored = read.revision();
            case WorldFact.GatewayStarted _ -> {
                starts++;
                found = stored;
            }
            case WorldFact.FolderReplaced _ -> {
                deleted.clear();
                replaced++;
                stored = Long.MAX_VALUE;
            }
            case StreamFact.Opens opens ->
                    streams.put(opens.stream(), new Seen(opens, starts, found, replaced));
            case StreamFact.Began began -> began(began, history);
            case StreamFact.Bookmark mark -> grows(mark.stream(), mark.number(), mark, history);
            case StreamFact.Thing thing -> thing(thing, history);
            case StreamFact.Over over -> streams.remove(over.stream());
            case StreamFact.ListCompared compared -> {
                if (!compared.told().equals(compared.shown())) {
                    throw broken(
                            history,
                            "at rest a watched list is %s, and is shown as %s"
                                    .formatted(compared.told(), compared.shown()),
                            compared);
                }
            }
            default -> {}
        }
    }

    /** Whoever answers was started after the one that told the revision had answered. */
    private void began(StreamFact.Began began, History history) {
        Seen seen = streams.get(began.stream());
        if (seen == null) {
            return;
        }
        Integer told = answeredBy.put(began.reader(), starts);
        boolean list = !seen.opens.what().equals(EventReader.EVENTS);
        long after = seen.opens.after();
        boolean passed = after >= 0 && after <= seen.foundThen;
        if (list && passed && told != null && told < seen.startsThen) {
            throw broken(
                    history,
                    "revision %d of before a restart is gone on from".formatted(after),
                    seen.opens,
                    began);
        }
    }

    private void thing(StreamFact.Thing thing, History history) {
        Seen seen = streams.get(thing.stream());
        if (seen == null) {
            return;
        }
        if (!thing.first()) {
            grows(thing.stream(), thing.revision(), thing, history);
        }
        boolean over = thing.type().equals(LEFT) || thing.type().equals(DELETED);
        String wrong = wrong(thing, seen, over);
        if (wrong != null) {
            throw broken(history, wrong, thing);
        }
        if (thing.type().equals(DELETED)
                && seen.replacedThen == replaced
                && !seen.of(ListReader.Watched.NODES)
                && !seen.of(ListReader.Watched.CLUSTERS)) {
            deleted.add(thing.id());
        }
    }

    private @Nullable String wrong(StreamFact.Thing thing, Seen seen, boolean over) {
        boolean all = !seen.of(ListReader.Watched.RUNNING);
        boolean runs = thing.state().equals(RUNNING);
        if (thing.type().equals(LEFT) && (all || runs)) {
            return "%s left a list that it belongs to".formatted(thing.id());
        } else if (!over && !all && !runs) {
            return "%s is told as %s among what runs".formatted(thing.id(), thing.state());
        } else if (!over && thing.revision() > seen.opens.after() && deleted.contains(thing.id())) {
            return "%s was deleted, and is told of again".formatted(thing.id());
        }
        return null;
    }

    private void grows(String stream, long revision, Fact fact, History history) {
        Seen seen = streams.get(stream);
        if (seen != null && !seen.opens.what().equals(EventReader.EVENTS)) {
            if (revision < seen.revision) {
                throw broken(
                        history, "revision %d follows %d".formatted(revision, seen.revision), fact);
            }
            seen.revision = revision;
        }
    }
}
