package dev.clawgateway.net.websocket;

import dev.clawgateway.core.time.Time;

/** When a peer was heard last. The event loop writes; any thread reads. */
final class SignsOfLife {
    private final Time time;
    private final long openedNanos;
    private volatile long heardNanos;

    /** Until when it counts as heard whatever it says. */
    private volatile long excusedNanos;

    /** Of one that was heard right now. */
    SignsOfLife(Time time) {
        this.time = time;
        openedNanos = time.nanos();
        heardNanos = openedNanos;
        excusedNanos = openedNanos;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** It gave a sign of life. One volatile write. */
    void heard() {
        heardNanos = time.nanos();
    }

    /** It says nothing until then, and is there all the same. */
    void excuse(long untilNanos) {
        excusedNanos = untilNanos;
    }

    /** When it was heard last; now, where it need not say anything. */
    long lastNanos() {
        long heard = heardNanos;
        long excused = excusedNanos;
        if (excused - heard <= 0) {
            return heard;
        }
        long now = time.nanos();
        return excused - now < 0 ? excused : now;
    }
}
