package dev.clawgateway.control;

import dev.clawgateway.control.turns.Turns;
import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the disk, so that the control loop need not: one batch is written while the next fills.
 * A turn writes one batch. Where the disk has no room the batches wait, in order, and each turn
 * tries the first of them again.
 */
final class StoreTurns implements Committer, Turns {
    private static final Logger log = LoggerFactory.getLogger(StoreTurns.class);

    /** Between two looks whether a full disk has room. */
    private static final Duration FULL_DISK_PAUSE = Duration.ofSeconds(1);

    /** Whoever hands something over says so. */
    private static final Duration UNTIL_NUDGED = Duration.ofMinutes(1);

    /** Batches under way beside the one that is written. */
    private static final int MOST_WAITING = 2;

    private static final Outcome.Refused NOT_YET =
            new Outcome.Refused(
                    ErrorCode.STORE_FULL,
                    "the gateway's disk is full; this is not stored yet. It is done as soon as there"
                            + " is room where storage.data_dir is, or never if the gateway is"
                            + " started anew before");

    private final Queue<Batch> handedOver = new LinkedBlockingQueue<>();
    private final Release release;
    private final Runnable onFailure;
    private final Consumer<Boolean> whenFull;
    private final Runnable onRoom;

    /** Decided, and not stored because the disk has no room. Whoever takes the turns alone. */
    private final Deque<Batch> waiting = new ArrayDeque<>();

    private volatile boolean finishing;
    private volatile boolean ended;
    private volatile boolean failed;
    private volatile boolean full;
    private volatile boolean deposed;

    /**
     * The turns over a release.
     *
     * @param onFailure told once, when nothing more will be stored
     * @param whenFull told whenever the disk has no room, and has again
     * @param onRoom told whenever a batch was taken over, so that the next may be made
     */
    StoreTurns(Release release, Runnable onFailure, Consumer<Boolean> whenFull, Runnable onRoom) {
        this.release = release;
        this.onFailure = onFailure;
        this.whenFull = whenFull;
        this.onRoom = onRoom;
    }

    @Override
    public void commit(Batch batch) {
        handedOver.add(batch);
    }

    /** Whether a batch more may be handed over: that is the backpressure. */
    boolean ready() {
        return handedOver.size() < MOST_WAITING;
    }

    /** Ends after everything that was handed over before. */
    void finish() {
        finishing = true;
    }

    /** Whether a commit has failed: from then on nothing is written, published or sent. */
    boolean failed() {
        return failed;
    }

    /** Whether that is because somebody else writes now. */
    boolean deposed() {
        return deposed;
    }

    /** Whether the disk has no room: nothing is written, published or sent until it has. */
    boolean full() {
        return full;
    }

    @Override
    public void turn() {
        boolean last = finishing; // looked at first: nothing is handed over after
        if (!waiting.isEmpty()) {
            tryAgain(last);
            return;
        }
        Batch next = handedOver.poll();
        if (next != null) {
            onRoom.run();
            write(next);
        } else {
            ended = last;
        }
    }

    @Override
    public Duration pause() {
        if (!waiting.isEmpty() && !finishing) {
            return FULL_DISK_PAUSE;
        }
        return handedOver.isEmpty() && !finishing ? UNTIL_NUDGED : Duration.ZERO;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    private void write(Batch batch) {
        if (failed) {
            notStored(batch);
            return;
        }
        try {
            release(batch);
        } catch (StoreException e) {
            log.atError().setCause(e).log("the disk of the store is full; nothing is stored now");
            whenFull.accept(true);
            full = true;
            letWait(batch);
        }
    }

    /** Throws {@link StoreException} only where the disk is full; then nothing was released. */
    private void release(Batch batch) {
        try {
            release.run(batch);
        } catch (StoreException e) {
            if (e.full()) {
                throw e;
            } else if (e.deposed()) {
                retire(batch, e);
                return;
            }
            // Whether it landed is unknown, so this process may not decide anything any more.
            batch.tellDoubt();
            fail("commit failed, no further changes are accepted", e);
        } catch (RuntimeException e) {
            // A broken invariant. It is durable, but who was told of it is unknown.
            fail("release of a committed batch failed, no further changes are accepted", e);
        }
    }

    /**
     * The state has moved on already, so what it has decided waits for room, in order. Nobody new
     * gets in meanwhile, and who gave an order is told.
     */
    private void letWait(Batch batch) {
        batch.tellImpatient(NOT_YET);
        waiting.add(batch);
    }

    /** Takes over what the control loop had under way, then writes as much as there is room for. */
    private void tryAgain(boolean last) {
        for (Batch next = handedOver.poll(); next != null; next = handedOver.poll()) {
            onRoom.run();
            letWait(next);
        }
        if (last) {
            ended = true; // what waits was told, or is reported again
            return;
        }
        try {
            while (!failed && !waiting.isEmpty()) {
                release(waiting.element());
                waiting.remove();
            }
        } catch (StoreException e) {
            log.atDebug().setCause(e).log("the disk of the store is still full");
            return;
        }
        if (failed) {
            giveUpWaiting();
            return;
        }
        full = false;
        whenFull.accept(false);
        log.atInfo().log("the disk of the store has room again; all that waited is stored");
    }

    private void giveUpWaiting() {
        waiting.forEach(this::notStored);
        waiting.clear();
    }

    private void notStored(Batch batch) {
        if (deposed) {
            batch.refuse(CommandInbox.NO_LEADER);
        } else {
            batch.tellImpatient(StoreFailure.NOTHING_STORED);
        }
    }

    /** Somebody else decides now. Nothing of the batch landed, and nobody was told that it had. */
    private void retire(Batch batch, StoreException cause) {
        failed = true;
        deposed = true;
        log.atWarn().setCause(cause).log("another term has begun, this one decides nothing more");
        batch.refuse(CommandInbox.NO_LEADER);
        onFailure.run();
    }

    private void fail(String what, RuntimeException cause) {
        failed = true;
        log.atError().setCause(cause).log(what);
        onFailure.run();
    }
}
