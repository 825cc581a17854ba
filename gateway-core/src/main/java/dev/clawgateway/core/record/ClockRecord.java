package dev.clawgateway.core.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the wall clock showed when it was last written down, and where it has jumped. Between two
 * jumps it went as clocks do; what it jumped over did not pass, or cannot be shown to have passed.
 *
 * @param wall null before it was ever written down
 * @param jumps oldest first
 */
public record ClockRecord(@Nullable Instant wall, List<Jump> jumps) {
    /** Jumps told apart; of the oldest two one is made, as if nothing had passed between them. */
    private static final int MOST_JUMPS = 64;

    public static final ClockRecord NONE = new ClockRecord(null, List.of());

    /** The clock was set, or nobody looked at it for a while. */
    public record Jump(Instant from, Instant to) {}

    public ClockRecord {
        jumps = List.copyOf(jumps);
    }

    /** The same at a later time. */
    public ClockRecord at(Instant now) {
        return new ClockRecord(now, jumps);
    }

    /** After a jump from there to {@code now}. */
    public ClockRecord jumped(Instant from, Instant now) {
        List<Jump> all = new ArrayList<>(jumps);
        all.add(new Jump(from, now));
        if (all.size() > MOST_JUMPS) {
            Jump first = all.removeFirst();
            Jump second = all.removeFirst();
            all.addFirst(new Jump(first.from(), second.to()));
        }
        return new ClockRecord(now, all);
    }

    /**
     * How long ago that is, as far as it is certain. What a clock that was set back showed twice is
     * taken for the later time, and so is what was shown after it was last written down.
     */
    public Duration since(Instant time) {
        if (wall == null) {
            return Duration.ZERO;
        }
        Instant end = wall;
        Duration later = Duration.ZERO;
        for (Jump jump : jumps.reversed()) {
            if (!jump.to().isAfter(time)) {
                break;
            }
            later = later.plus(between(jump.to(), end));
            end = jump.from();
        }
        return later.plus(between(time, end));
    }

    private static Duration between(Instant start, Instant end) {
        return start.isAfter(end) ? Duration.ZERO : Duration.between(start, end);
    }
}
