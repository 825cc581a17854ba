package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumberedTest {
    private final Stage stage = new Stage(new Numbered());

    @Test
    void takesAHistoryThatGrows() {
        reads(event(1, "a"), event(2, "b"));

        reads(event(2, "b"), event(3, "c"));
    }

    @Test
    void findsAGap() {
        stage.broken(() -> reads(event(1, "a"), event(3, "c")), "event 3 follows event 1");
    }

    @Test
    void findsANumberGivenTwice() {
        reads(event(1, "a"), event(2, "b"));

        stage.broken(() -> reads(event(1, "a"), event(2, "x")), "number 2 was of");
    }

    @Test
    void findsAnEventThatIsGone() {
        reads(event(1, "a"), event(2, "b"));

        stage.broken(() -> reads(event(1, "a")), "event 2 was durable");
    }

    private static Event event(long number, String detail) {
        return new Event(
                number,
                Instant.EPOCH,
                Event.Kind.SERVING_CHANGED,
                new Subject.Gateway(),
                null,
                null,
                detail);
    }

    private void reads(Event... events) {
        stage.tell(new WorldFact.HistoryRead(List.of(events)));
    }

    @Test
    void takesAStoreInWhichNothingIsYet() {
        reads();
    }
}
