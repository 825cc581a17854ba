package dev.clawgateway.simulation.referee.caller;

import dev.clawgateway.simulation.peer.reader.ListReader.Watched;
import dev.clawgateway.simulation.referee.fact.StreamFact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.judge.Stage;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ListsWatchedTest {
    private static final String READER = "r";
    private final Stage stage = new Stage(new ListsWatched());
    private String stream = "";
    private int streams;

    @Test
    void takesAListThatIsGoneOnFrom() {
        opens(Watched.RUNNING, -1);
        isTold("added", true, 7, "a", "running");
        isTold("added", true, 3, "b", "running");
        stage.tell(new StreamFact.Bookmark(READER, stream, 9));
        opens(Watched.RUNNING, 9);
        isTold("left", false, 10, "a", "completed");
        isTold("modified", false, 10, "b", "running");
        isTold("deleted", false, 12, "b", "failed");
    }

    @Test
    void findsARevisionOfBeforeARestart() {
        starts(1, 8);
        opens(Watched.NODES, -1);
        starts(2, 9);

        stage.broken(() -> opens(Watched.NODES, 9), "revision 9 of before a restart");
    }

    /** Nothing was stored in between: the next start begins with the same one. */
    @Test
    void takesTheRevisionThatAStartBeganWithWhichStoredNothing() {
        starts(1, 8);
        opens(Watched.NODES, -1);
        stage.tell(new StreamFact.Bookmark(READER, stream, 9));
        starts(2, 8);

        opens(Watched.NODES, 9);
    }

    /** What is there now is not what was read. */
    @Test
    void findsARevisionOfBeforeAnotherFolder() {
        starts(1, 8);
        opens(Watched.NODES, -1);
        stage.tell(new WorldFact.FolderReplaced(false));
        stage.tell(new WorldFact.GatewayStarted(2));

        stage.broken(() -> opens(Watched.NODES, 9), "revision 9 of before a restart");
    }

    @Test
    void findsRevisionsThatGoBack() {
        opens(Watched.WORKLOADS, 9);
        isTold("modified", false, 12, "a", "running");

        stage.broken(() -> isTold("modified", false, 11, "b", "running"), "revision 11 follows 12");
    }

    @Test
    void findsWhatComesAgainAfterItWasDeleted() {
        opens(Watched.WORKLOADS, 9);
        isTold("deleted", false, 12, "a", "completed");

        stage.broken(
                () -> isTold("added", false, 13, "a", "running"),
                "a was deleted, and is told of again");
    }

    @Test
    void findsWhatDoesNotBelongToASelection() {
        opens(Watched.RUNNING, 9);

        stage.broken(
                () -> isTold("modified", false, 12, "a", "pending"),
                "a is told as pending among what runs");
    }

    @Test
    void findsWhatLeftThoughItBelongsThere() {
        opens(Watched.RUNNING, 9);

        stage.broken(
                () -> isTold("left", false, 12, "a", "running"),
                "a left a list that it belongs to");
    }

    @Test
    void findsAListThatIsAnother() {
        TreeMap<String, String> shown = new TreeMap<>();
        shown.put("a", "running 7");

        stage.broken(
                () ->
                        stage.tell(
                                new StreamFact.ListCompared(
                                        READER, Watched.NODES.name(), new TreeMap<>(), shown)),
                "at rest a watched list is {}, and is shown as {a=running 7}");
    }

    private void starts(int incarnation, long stored) {
        stage.tell(new WorldFact.HistoryRead(List.of(), stored));
        stage.tell(new WorldFact.GatewayStarted(incarnation));
    }

    private void opens(Watched list, long after) {
        stream = READER + ++streams;
        stage.tell(new StreamFact.Opens(READER, stream, list.name(), after));
        stage.tell(new StreamFact.Began(READER, stream));
    }

    private void isTold(String type, boolean first, long revision, String id, String state) {
        stage.tell(new StreamFact.Thing(READER, stream, type, first, revision, id, state));
    }
}
