package dev.clawgateway.core.state.due;

import dev.clawgateway.core.cluster.Applied;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.record.ClockRecord;
import dev.clawgateway.core.time.Moment;
import dev.clawgateway.core.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be believed of the wall clock, which can be set at any time and over a restart: waits
 * that go on over a restart are counted by what this says has passed, so that no jump ends one. A
 * jump is told, and written down; so is now and then what the clock shows.
 */
public final class Clock {
    /**
     * Beyond this it has jumped; slewing is less. Time in which this process was off is not known.
     */
    static final Duration TOLERANCE = Duration.ofSeconds(5);

    /** Between two records where something is stored anyway, and where nothing is. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private ClockRecord record = ClockRecord.NONE;
    private @Nullable Moment seen;
    private long savedAtNanos;

    /** What it was jumped over while this process was off; null for nothing worth a word. */
    private @Nullable Duration away;

    /** Enters what was stored, before anything asks how long ago something was. */
    public void load(ClockRecord stored, Moment now) {
        Instant before = stored.wall();
        record = before == null ? stored.at(now.wall()) : stored.jumped(before, now.wall());
        away = before == null ? null : Duration.between(before, now.wall());
        savedAtNanos = now.nanos() - LONGEST.toNanos();
        seen = now;
    }

    /** How long ago that was, as far as it is certain. */
    public Duration since(Instant time) {
        return record.since(time);
    }

    /** A look, at every tick. */
    public void look(Turn turn) {
        Moment now = turn.now();
        Moment before = seen;
        seen = now;
        if (before == null) {
            return;
        }
        if (away != null) {
            tellAbsence(turn, away);
            away = null;
        }
        Instant expected = before.wall().plusNanos(now.nanos() - before.nanos());
        Duration by = Duration.between(expected, now.wall());
        if (by.abs().compareTo(TOLERANCE) > 0) {
            record = record.jumped(expected, now.wall());
            turn.event(Event.Kind.CLOCK_JUMPED, new Subject.Gateway(), words(by));
            write(turn);
        } else if (now.nanos() - savedAtNanos >= LONGEST.toNanos()) {
            write(turn);
        }
    }

    /** At the end of a batch that is stored anyway. */
    public Applied<Outcome.Changed> save(Turn turn) {
        if (turn.now().nanos() - savedAtNanos >= INTERVAL.toNanos()) {
            write(turn);
        }
        return turn.done();
    }

    private void write(Turn turn) {
        savedAtNanos = turn.now().nanos();
        record = record.at(turn.now().wall());
        turn.change(new Change.ClockSaved(record));
    }

    /** Forward it may be as it was; back it can only have been set. */
    private static void tellAbsence(Turn turn, Duration by) {
        if (by.isNegative()) {
            turn.event(Event.Kind.CLOCK_JUMPED, new Subject.Gateway(), words(by));
        } else if (by.compareTo(LONGEST.plus(INTERVAL)) > 0) {
            turn.event(
                    Event.Kind.CLOCK_JUMPED,
                    new Subject.Gateway(),
                    words(by) + " since this gateway last wrote, which counts for no time limit");
        }
    }

    private static String words(Duration by) {
        return (by.isNegative() ? "back by " : "forward by ") + by.abs().toSeconds() + " s";
    }
}
