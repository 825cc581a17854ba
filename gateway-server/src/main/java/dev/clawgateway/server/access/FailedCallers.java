package dev.clawgateway.server.access;

import dev.clawgateway.core.Peer;
import dev.clawgateway.core.time.Timers;
import dev.clawgateway.server.access.throttle.Throttle;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts who was not let in, and has those wait for their answer who come too often. Nobody with a
 * good credential gets here. Safe from any thread.
 */
final class FailedCallers {
    /** No answer is kept for longer: its connection is held meanwhile. */
    static final Duration LONGEST_HELD = Duration.ofSeconds(5);

    /** Further answers are given at once: they take no room. */
    static final int MOST_HELD = 1000;

    private final Throttle throttle;
    private final Timers timers;
    private final Map<Cause, LongAdder> counts = new EnumMap<>(Cause.class);
    private final AtomicInteger held = new AtomicInteger();

    FailedCallers(Throttle throttle, Timers timers) {
        this.throttle = throttle;
        this.timers = timers;
        for (Cause cause : Cause.values()) {
            counts.put(cause, new LongAdder());
        }
    }

    /**
     * Counts one and has it answered, now or in a while.
     *
     * @param identity whom the peer claimed to be
     * @param answer is told how long the peer should wait before it asks again; zero for not at all
     */
    void failed(Peer peer, String identity, Cause why, Consumer<Duration> answer) {
        Objects.requireNonNull(counts.get(why)).increment();
        if (why == Cause.NO_CREDENTIAL) {
            answer.accept(Duration.ZERO); // nothing was tried
            return;
        }
        Duration pause = throttle.failed(peer, identity);
        if (pause.isZero() || !hold()) {
            answer.accept(pause);
            return;
        }
        var _ =
                timers.after(
                        pause.compareTo(LONGEST_HELD) < 0 ? pause : LONGEST_HELD,
                        () -> {
                            held.decrementAndGet();
                            answer.accept(pause);
                        });
    }

    private boolean hold() {
        if (held.incrementAndGet() <= MOST_HELD) {
            return true;
        }
        held.decrementAndGet();
        return false;
    }

    /** How many there were of a cause. */
    long counted(Cause why) {
        return Objects.requireNonNull(counts.get(why)).sum();
    }
}
