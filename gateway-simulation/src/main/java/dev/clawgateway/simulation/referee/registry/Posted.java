package dev.clawgateway.simulation.referee.registry;

import org.jspecify.annotations.Nullable;

/** Who was posted as leader, as far as it is certain. */
final class Posted {
    private final Doubt posts = new Doubt();
    private @Nullable String leader;
    private long since = Seat.NEVER;
    private long asked = Seat.NEVER;

    void asked() {
        posts.asked();
    }

    void refused() {
        posts.refused();
    }

    void lost(long now) {
        posts.lost(now);
    }

    /** A post that was asked then was answered. */
    void answered(String id, long when, boolean taken, long now) {
        boolean alone = posts.aloneSince(when);
        if (!taken) {
            posts.refused();
        } else if (alone) {
            posts.refused(); // no doubt is left of it
            leader = id;
            since = now;
            asked = when;
        } else {
            posts.settled(now);
        }
    }

    /** When that was asked for: what happened since may have undone it. */
    long askedAt() {
        return asked;
    }

    /** The leader at all times from then until now; null where that is not certain. */
    @Nullable String leader(long from) {
        return since < from && posts.clearSince(since) ? leader : null;
    }
}
