package dev.clawgateway.core.turn;

/**
 * Numbers events without gaps (invariant I8), and the commands that changed anything: a record's
 * revision is that of the command that saved it last.
 */
public final class Numbering {
    private long lastEvent;
    private long lastRevision;

    /** Goes on after what a store holds. */
    public void resumeAfter(long event, long revision) {
        lastEvent = event;
        lastRevision = revision;
    }

    long nextEvent() {
        return ++lastEvent;
    }

    long nextRevision() {
        return ++lastRevision;
    }
}
