package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.simulation.peer.reader.EventReader;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EventsToldTest {
    private static final String READER = "r";
    private final Stage stage = new Stage(new EventsTold());
    private String stream = "";
    private int streams;

    @Test
    void followsNumbersOverAReturn() {
        opens(-1);
        isTold(1);
        isTold(2);
        opens(2);
        isTold(3);
        stage.tell(new StreamFact.Gap(READER, stream, 4, 9));
        isTold(10);
        stage.tell(new StreamFact.Bookmark(READER, stream, 10));
        read(10, 10);
    }

    @Test
    void findsANumberThatIsLeftOut() {
        opens(2);

        stage.broken(() -> isTold(4), "number 4 follows number 2");
    }

    @Test
    void findsANumberThatIsToldTwice() {
        opens(-1);
        isTold(1);

        stage.broken(() -> isTold(1), "number 1 follows number 1");
    }

    @Test
    void findsAnotherEventUnderANumberThatWasTold() {
        opens(-1);
        isTold(1);
        opens(-1);

        stage.broken(
                () -> stage.tell(new StreamFact.Event(READER, stream, 1, "another")),
                "event 1 was");
    }

    @Test
    void findsWhatWasToldAndIsNotDurable() {
        opens(-1);
        isTold(1);
        isTold(2);

        stage.broken(() -> read(1, 1), "event 2 was told, and the history ends with 1");
    }

    @Test
    void findsAGapOfWhatIsThere() {
        opens(-1);
        stage.tell(new StreamFact.Gap(READER, stream, 1, 5));
        isTold(6);

        stage.broken(() -> read(5, 6), "event 5 was told to be gone, and is there");
    }

    @Test
    void findsThatANumberIsRefused() {
        opens(-1);
        isTold(1);
        opens(1);

        stage.broken(
                () -> stage.tell(new StreamFact.Refused(READER, stream, 410, "gone")),
                "a number that was told is refused");
    }

    @Test
    void findsAReaderWhoIsNotToldAll() {
        stage.broken(
                () -> stage.tell(new StreamFact.EventsCompared(READER, 3, 4)),
                "at rest a reader knows of event 3, and the newest is 4");
    }

    @Test
    void findsThatARestoredHistoryCountsOn() {
        opens(-1);
        isTold(1);
        isTold(2);
        stage.tell(new WorldFact.FolderReplaced(false, true));

        stage.broken(
                () ->
                        stage.tell(
                                new WorldFact.HistoryRead(List.of(event(2, Event.Kind.NODE_LOST)))),
                "event 2 was");
    }

    @Test
    void takesWhatAnOlderCopyHasToo() {
        opens(-1);
        isTold(1);
        isTold(2);
        stage.tell(new WorldFact.FolderReplaced(false));
        opens(2);
        stage.tell(new StreamFact.Refused(READER, stream, 410, "gone"));
        opens(2);
        isTold(3);
        read(1, 3);
    }

    @Test
    void findsThatANumberOfAnotherHistoryIsGoneOnFrom() {
        opens(-1);
        isTold(1);
        isTold(2);
        stage.tell(new WorldFact.FolderReplaced(false));
        opens(2);
        isTold(3);

        stage.broken(
                () ->
                        stage.tell(
                                new WorldFact.HistoryRead(
                                        List.of(
                                                event(1, Event.Kind.NODE_HEALTHY),
                                                event(2, Event.Kind.NODE_LOST),
                                                event(3, Event.Kind.NODE_HEALTHY)))),
                "event 2 was");
    }

    private void opens(long after) {
        stream = READER + ++streams;
        stage.tell(new StreamFact.Opens(READER, stream, EventReader.EVENTS, after));
        stage.tell(new StreamFact.Began(READER, stream));
    }

    private void isTold(long id) {
        Event event = event(id, Event.Kind.NODE_HEALTHY);
        String text = StreamFact.event("node_healthy", event.at().toString(), event.revision());
        stage.tell(new StreamFact.Event(READER, stream, id, text));
    }

    private void read(long from, long to) {
        stage.tell(
                new WorldFact.HistoryRead(
                        LongStream.rangeClosed(from, to)
                                .mapToObj(id -> event(id, Event.Kind.NODE_HEALTHY))
                                .toList()));
    }

    private static Event event(long id, Event.Kind kind) {
        return new Event(
                id,
                Instant.EPOCH.plusSeconds(id),
                kind,
                new Subject.Gateway(),
                null,
                Caller.GATEWAY,
                null,
                id);
    }
}
