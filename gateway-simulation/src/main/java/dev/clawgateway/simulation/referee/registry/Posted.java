package dev.clawgateway.simulation.referee.registry;

import org.jspecify.annotations.Nullable;

/** Who was posted as leader, as far as it is certain. */
final class Posted {
    private final Doubt posts = new Doubt();
    private @Nullable String leader;
    private long since = Seat.NEVER;

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
    void answered(String id, long asked, boolean taken, long now) {
        boolean alone = posts.aloneSince(asked);
        if (!taken) {
            posts.refused();
        } else if (alone) {
            posts.refused(); // no doubt is left of it
            leader = id;
            since = now;
        } else {
            posts.settled(now);
        }
    }

    /** When it was certain at first. */
    long since() {
        return since;
    }

    /** The leader at all times from then until now; null where that is not certain. */
    @Nullable String leader(long from) {
        return since < from && posts.clearSince(since) ? leader : null;
    }
}
