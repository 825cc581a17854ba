package dev.clawgateway.control.watch;

import dev.clawgateway.control.follow.FollowerPlace;
import java.util.ArrayList;
import java.util.List;

/**
 * One reader's place among the changes. Holds a number and no changes. Read by one thread at a
 * time, which may be another one each time.
 */
public final class Watch implements AutoCloseable {
    private static final Sighting TOO_OLD = new Sighting.TooOld();

    private final ChangeFeed feed;
    private final FollowerPlace place;
    private final ChangeRing ring;
    private final boolean ahead;
    private final long begun;
    private long next;

    Watch(ChangeFeed feed, FollowerPlace place, long after) {
        this.feed = feed;
        this.place = place;
        ring = feed.ring();
        ahead = after > ring.head().revision();
        begun = after;
        next = ring.begin(after);
    }

    Watch(ChangeFeed feed, FollowerPlace place) {
        this.feed = feed;
        this.place = place;
        ring = feed.ring();
        ahead = false;
        ChangeRing.Head head = ring.head();
        begun = head.revision();
        next = head.count();
    }

    /** The revision after which it watches: what is looked up from here on has all of it. */
    public long begun() {
        return begun;
    }

    /** What comes next. When there is nothing, the reader is woken once there is. */
    public Sighting read(int limit) {
        Sighting read = next(limit);
        if (!isNothing(read)) {
            return read;
        }
        place.await();
        // What was published in between has woken nobody.
        Sighting late = next(limit);
        if (!isNothing(late)) {
            place.goOn();
        }
        return late;
    }

    private static boolean isNothing(Sighting read) {
        return read instanceof Sighting.Changes(List<Changed> changes, long _) && changes.isEmpty();
    }

    private Sighting next(int limit) {
        if (ahead) {
            return new Sighting.Ahead();
        } else if (next < 0 || ring != feed.ring()) {
            return TOO_OLD;
        }
        ChangeRing.Head head = ring.head();
        List<Changed> changes = new ArrayList<>();
        while (next < head.count() && changes.size() < limit) {
            Changed changed = ring.at(next);
            if (changed == null) {
                next = -1;
                return TOO_OLD;
            }
            changes.add(changed);
            next++;
        }
        return new Sighting.Changes(changes, next == head.count() ? head.revision() : 0);
    }

    /** Gives its place to somebody else. Idempotent. */
    @Override
    public void close() {
        place.close();
    }
}
