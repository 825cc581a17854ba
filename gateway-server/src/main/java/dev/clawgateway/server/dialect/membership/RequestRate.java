package dev.clawgateway.server.dialect.membership;

import dev.clawgateway.core.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much is asked of this dialect, over about the last minute. Counting is safe from any thread;
 * {@link #look} is called from one, about once a second.
 */
final class RequestRate {
    private static final int KEPT = 60;
    private static final double NANOS_PER_SECOND = 1e9;

    private record Count(long nanos, long requests, long errors) {}

    /**
     * What was measured.
     *
     * @param errors share of the answers; null when there were none
     */
    record Rate(double perSecond, @Nullable Double errors) {}

    private final Time time;
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Deque<Count> counts = new ArrayDeque<>();
    private volatile @Nullable Rate rate;

    RequestRate(Time time) {
        this.time = time;
        counts.add(new Count(time.nanos(), 0, 0));
    }

    void answered(int status) {
        requests.increment();
        if (status >= 500) {
            errors.increment();
        }
    }

    void look() {
        Count now = new Count(time.nanos(), requests.sum(), errors.sum());
        Count then = counts.getFirst();
        counts.add(now);
        if (counts.size() > KEPT) {
            counts.removeFirst();
        }
        long asked = now.requests() - then.requests();
        double seconds = (now.nanos() - then.nanos()) / NANOS_PER_SECOND;
        if (seconds > 0) {
            Double failed = asked == 0 ? null : (now.errors() - then.errors()) / (double) asked;
            rate = new Rate(asked / seconds, failed);
        }
    }

    /** Null while nothing was measured yet. */
    @Nullable Rate rate() {
        return rate;
    }
}
