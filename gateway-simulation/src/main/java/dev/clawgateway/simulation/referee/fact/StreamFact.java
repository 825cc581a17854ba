package dev.clawgateway.simulation.referee.fact;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What readers of the API's streams ask for and are told. */
public sealed interface StreamFact extends Fact {
    /** Who reads. */
    String reader();

    /**
     * Asked for a stream.
     *
     * @param stream a name that no other stream of the world has
     * @param what of which: events, or a list that is watched
     * @param after a number or a revision; -1 for all there is
     */
    record Opens(String reader, String stream, String what, long after) implements StreamFact {}

    /** It is answered, and goes on. */
    record Began(String reader, String stream) implements StreamFact {}

    /**
     * It is not.
     *
     * @param status of HTTP
     */
    record Refused(String reader, String stream, int status, String code) implements StreamFact {}

    /**
     * An event.
     *
     * @param text the same for the same event, as {@link #event} has it
     */
    record Event(String reader, String stream, long id, String text) implements StreamFact {}

    /** These numbers are not to be had. */
    record Gap(String reader, String stream, long from, long to) implements StreamFact {}

    /** Up to here everything was told. */
    record Bookmark(String reader, String stream, long number) implements StreamFact {}

    /**
     * What became of a thing of a list.
     *
     * @param type of the record
     * @param first whether it was there when the list was asked for
     */
    record Thing(
            String reader,
            String stream,
            String type,
            boolean first,
            long revision,
            String id,
            String state)
            implements StreamFact {}

    /** It is over, whoever ended it. */
    record Over(String reader, String stream, String reason) implements StreamFact {}

    /** At rest: the number that was told last, and the newest there is. */
    record EventsCompared(String reader, long told, long newest) implements StreamFact {}

    /** At rest: the list as the stream has told it, and as it is shown, by ids. */
    record ListCompared(
            String reader,
            String what,
            SortedMap<String, String> told,
            SortedMap<String, String> shown)
            implements StreamFact {
        public ListCompared {
            told = new TreeMap<>(Map.copyOf(told));
            shown = new TreeMap<>(Map.copyOf(shown));
        }
    }

    /** An event as text. */
    static String event(String kind, String at, long revision) {
        return kind + " at " + at + " by " + revision;
    }
}
