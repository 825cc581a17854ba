package dev.clawgateway.core.turn;

/** Numbers events without gaps (invariant I8). */
public final class EventSequence {
    private long last;

    /** Goes on after the newest stored event. */
    public void resumeAfter(long sequence) {
        last = sequence;
    }

    long next() {
        return ++last;
    }
}
