package dev.clawgateway.control;

import dev.clawgateway.control.turns.Turns;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats the turns of a {@link ControlLoop} as far as the store keeps up with it. */
final class ControlTurns implements Turns {
    private static final Logger log = LoggerFactory.getLogger(ControlTurns.class);

    /** Nothing new is decided while the disk has no room. */
    private static final Duration FULL_DISK_PAUSE = Duration.ofMillis(100);

    /** The store says when it has taken over a batch. */
    private static final Duration UNTIL_NUDGED = Duration.ofMinutes(1);

    private final ControlLoop loop;
    private final StoreTurns store;
    private final Committer committer;
    private volatile boolean stopping;
    private volatile boolean waitsForStore;
    private volatile boolean ended;

    ControlTurns(ControlLoop loop, StoreTurns store, Committer committer) {
        this.loop = loop;
        this.store = store;
        this.committer = committer;
    }

    /** Ends once everything queued is worked through. */
    void stop() {
        loop.close();
        stopping = true;
    }

    /** Whether batches under way keep it from going on. */
    boolean waitsForStore() {
        return waitsForStore;
    }

    @Override
    public void turn() {
        if (ended) {
            return;
        } else if (store.failed() || (stopping && loop.idle())) {
            end();
            return;
        }
        waitsForStore = false;
        if (store.ready() && (stopping || !store.full())) {
            decide();
        }
    }

    private void decide() {
        boolean sound = false;
        try {
            loop.turn(committer);
            sound = true;
        } catch (RuntimeException e) {
            // A broken invariant: going on could break more. The daemon is told through healthy().
            log.atError().setCause(e).log("control loop ended");
        } finally {
            if (!sound) {
                end();
            }
        }
    }

    private void end() {
        loop.close();
        loop.abandon();
        ended = true;
    }

    @Override
    public Duration pause() {
        if (store.failed() || (stopping && loop.idle())) {
            return Duration.ZERO;
        } else if (mustWait()) {
            return UNTIL_NUDGED;
        } else if (store.full() && !stopping) {
            return FULL_DISK_PAUSE;
        }
        return loop.pause();
    }

    /** Said before it is looked at again: the store may take a batch over in between. */
    private boolean mustWait() {
        if (!store.ready()) {
            waitsForStore = true;
        }
        return !store.ready();
    }

    @Override
    public boolean ended() {
        return ended;
    }
}
