package dev.clawgateway.core.discovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who was told to found the cluster. That happens once, to the first member that ever registers; an
 * emptied registry tells it nobody again until an operator resets it.
 *
 * @param initiated whether somebody has registered since the last reset: then it is given, or the
 *     first was in a cluster already
 * @param owner who got it; null while nobody did
 * @param givenAt null while nobody got it
 * @param leaderPosted whether a leader was posted since, by anyone
 */
public record Bootstrap(
        boolean initiated,
        @Nullable MemberId owner,
        @Nullable Instant givenAt,
        boolean leaderPosted) {
    /** Whoever registers first gets it. */
    public static final Bootstrap OPEN = new Bootstrap(false, null, null, false);

    /** The first one to register was in a cluster already: nobody founds another one. */
    public static final Bootstrap NEEDLESS = new Bootstrap(true, null, null, false);

    /** Somebody has it from now on. */
    public static Bootstrap givenTo(MemberId owner, Instant now) {
        return new Bootstrap(true, owner, now, false);
    }

    /** Given to a member, and no leader was posted since. */
    public boolean unclaimed() {
        return owner != null && !leaderPosted;
    }

    /** Whether that member got it, perhaps in an answer that was lost, and is still to found. */
    public boolean owedTo(MemberId member) {
        return unclaimed() && member.names(owner);
    }

    /** A leader is known: the cluster is founded. */
    public Bootstrap claimed() {
        return new Bootstrap(initiated, owner, givenAt, true);
    }
}
