package dev.clawgateway.core.state;

/** Numbers events without gaps (invariant I8). */
final class EventSequence {
    private long last;

    /** Goes on after the newest stored event. */
    void resumeAfter(long sequence) {
        last = sequence;
    }

    long next() {
        return ++last;
    }
}
