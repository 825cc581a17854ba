package dev.clawgateway.simulation.referee.judge;

import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.simulation.referee.fact.Fact;
import dev.clawgateway.simulation.referee.fact.WorldFact;
import dev.clawgateway.simulation.referee.history.History;
import java.util.HashMap;
import java.util.Map;

/**
 * I8: events are numbered without gap, growing, over every restart; the same number is the same
 * event for ever; and what was once durable is not lost, but for the oldest.
 *
 * <p>No dialect shows events on the wire yet. So these are what a reader of the store finds each
 * time the gateway has ended.
 */
final class Numbered implements Judge {
    private final Map<Long, Event> known = new HashMap<>();
    private long last;

    @Override
    public Invariant invariant() {
        return Invariant.I8_NUMBERED;
    }

    @Override
    public void hear(Fact fact, History history) {
        if (!(fact instanceof WorldFact.HistoryRead read)) {
            return;
        }
        long expected = read.events().isEmpty() ? 1 : read.events().getFirst().sequence();
        for (Event event : read.events()) {
            if (event.sequence() != expected++) {
                throw broken(
                        history,
                        "event %d follows event %d".formatted(event.sequence(), expected - 2),
                        fact);
            }
            Event before = known.putIfAbsent(event.sequence(), event);
            if (before != null && !before.equals(event)) {
                throw broken(
                        history,
                        "number %d was of %s, and is of %s"
                                .formatted(event.sequence(), before, event),
                        fact);
            }
        }
        if (expected - 1 < last) {
            throw broken(
                    history,
                    "event %d was durable, and the history ends with %d"
                            .formatted(last, expected - 1),
                    fact);
        }
        last = Math.max(last, expected - 1);
    }
}
