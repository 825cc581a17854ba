package dev.clawgateway.simulation.referee.registry;

/** What is certain of one member of a registry. */
final class Seat {
    static final long NEVER = Long.MIN_VALUE;

    /** It asked to be in. */
    final Doubt joins = new Doubt();

    /** Somebody asked to have it out. */
    final Doubt leaves = new Doubt();

    private long heard = NEVER;
    private long told = NEVER;
    private long inSince = Long.MAX_VALUE;
    private long gone = NEVER;
    private long goneAsked = NEVER;
    private boolean known;

    /** It asked to be in, for the first time or again. */
    void wantsIn() {
        known = true;
    }

    /** Whether it ever asked to be in. */
    boolean everKnown() {
        return known;
    }

    /**
     * A sign of life is acknowledged that was given then.
     *
     * @param stayed whether it was certainly in until now
     */
    void heard(long asked, long now, boolean stayed) {
        if (!stayed) {
            inSince = now;
        }
        heard = Math.max(heard, asked);
        told = now;
    }

    /** Whether it was certainly in at all times from then until its last sign of life. */
    boolean stayedSince(long when) {
        return inSince <= when && leaves.clearSince(when);
    }

    /** It was taken out by a request that was asked then and answered now. */
    void left(long asked, long now) {
        gone = Math.max(gone, now);
        goneAsked = Math.max(goneAsked, asked);
    }

    /** Whether it was certainly in at all times from its sign of life until now. */
    boolean in(long now, long timeoutNanos) {
        return heard != NEVER && leaves.clearSince(heard) && now - heard < timeoutNanos;
    }

    /**
     * Whether it was certainly in at all times from then until now: a sign of life that was
     * acknowledged later may have come after what was asked then.
     */
    boolean inSince(long when, long now, long timeoutNanos) {
        return told < when && in(now, timeoutNanos);
    }

    /**
     * Whether it was certainly out from then on: of a join and a leave that were under way together
     * nobody knows which came first.
     */
    boolean outSince(long when) {
        return gone != NEVER && gone <= when && joins.clearSince(goneAsked);
    }

    /** When it last gave a sign of life that was acknowledged. */
    long lastHeard() {
        return heard;
    }
}
