package dev.clawgateway.store.layout;

import dev.clawgateway.core.Caller;
import dev.clawgateway.core.FleetId;
import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Subject;
import dev.clawgateway.core.record.ReignMark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How a store goes on that comes from a copy: its numbers of events and revisions are beyond all
 * that were ever given out, so that nobody takes one of before for another.
 */
public final class RestoredHistory {
    /**
     * How far numbers are moved on where the clock is behind the last of the copy: enough for three
     * years at 10,000 a second. Else they go on with the microseconds since 1970, as nobody gives
     * out a million a second: so whatever was given out before has a lower number.
     */
    public static final long JUMP = 1L << 40;

    /** The year 2200: a clock that is wrong leaves numbers for later restores. */
    private static final long LATEST = 7_258_118_400_000_000L;

    private RestoredHistory() {}

    /**
     * What it begins with. What was given out since the copy was made is known for what it is, too.
     *
     * @param origin what it was restored from, in words
     */
    public static List<Change> beginning(Snapshot before, String origin, Instant now) {
        Event begins =
                new Event(
                        beyond(before.lastEventSequence(), now),
                        now,
                        Event.Kind.STORE_RESTORED,
                        new Subject.Gateway(),
                        null,
                        Caller.GATEWAY,
                        origin,
                        beyond(before.lastRevision(), now));
        FleetId fleet = before.continuity().fleet();
        if (fleet == null) {
            return List.of(new Change.EventRecorded(begins));
        }
        ReignMark end = new ReignMark(now, before.lastEventSequence(), before.beginningRevision());
        return List.of(
                new Change.EventRecorded(begins),
                new Change.ReignBegun(fleet, before.continuity().lineage().with(end)));
    }

    /** Also beyond what another store from the same copy has given out: that began earlier. */
    public static long beyond(long last, Instant now) {
        long sinceEpoch = Math.min(ChronoUnit.MICROS.between(Instant.EPOCH, now), LATEST);
        // A jump from the copy's last number would be the same for each store from that copy.
        return sinceEpoch > last ? sinceEpoch : Math.min(last, Long.MAX_VALUE - JUMP) + JUMP;
    }
}
