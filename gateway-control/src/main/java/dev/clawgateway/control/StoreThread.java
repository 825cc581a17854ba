package dev.clawgateway.control;

import dev.clawgateway.core.ErrorCode;
import dev.clawgateway.core.cluster.Outcome;
import dev.clawgateway.core.cluster.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that waits for the disk, so that the control thread need not: one batch is written
 * while the next fills.
 */
final class StoreThread implements Committer, Runnable {
    private static final Logger log = LoggerFactory.getLogger(StoreThread.class);

    /** Between two looks whether a full disk has room. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Outcome NOT_YET =
            new Outcome.Refused(
                    ErrorCode.STORE_FULL,
                    "the gateway's disk is full; this is not stored yet. It is done as soon as there"
                            + " is room where storage.data_dir is, or never if the gateway is"
                            + " started anew before");

    private sealed interface Job {
        record Write(Batch batch) implements Job {}

        record Finish() implements Job {}
    }

    private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(2);
    private final Release release;
    private final Runnable onFailure;
    private final Consumer<Boolean> whenFull;
    private boolean ending;
    private volatile boolean failed;
    private volatile boolean full;
    private volatile boolean deposed;

    /**
     * A thread over a release.
     *
     * @param onFailure told once, when nothing more will be stored
     * @param whenFull told whenever the disk has no room, and has again
     */
    StoreThread(Release release, Runnable onFailure, Consumer<Boolean> whenFull) {
        this.release = release;
        this.onFailure = onFailure;
        this.whenFull = whenFull;
    }

    @Override
    public void commit(Batch batch) {
        put(new Job.Write(batch));
    }

    /** Lets {@link #run} return after everything handed over before. */
    void finish() {
        put(new Job.Finish());
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
    public void run() {
        while (!ending && take() instanceof Job.Write write) {
            write(write.batch());
        }
    }

    private void write(Batch batch) {
        if (deposed) {
            batch.refuse(CommandInbox.NO_LEADER);
        }
        if (failed) {
            return;
        }
        try {
            release(batch);
        } catch (StoreException e) {
            writeOnceThereIsRoom(batch, e);
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
    private void writeOnceThereIsRoom(Batch first, StoreException cause) {
        log.atError().setCause(cause).log("the disk of the store is full; nothing is stored now");
        whenFull.accept(true);
        full = true;
        Deque<Batch> waiting = new ArrayDeque<>(List.of(first));
        first.tellImpatient(NOT_YET);
        while (!failed && !waiting.isEmpty()) {
            takeIn(waiting);
            if (ending) {
                return; // what waits was told, or is reported again
            }
            try {
                release(waiting.element());
                waiting.remove();
            } catch (StoreException e) {
                log.atDebug().setCause(e).log("the disk of the store is still full");
            }
        }
        if (failed) {
            if (deposed) {
                waiting.forEach(batch -> batch.refuse(CommandInbox.NO_LEADER));
            }
            return;
        }
        full = false;
        whenFull.accept(false);
        log.atInfo().log("the disk of the store has room again; all that waited is stored");
    }

    /** Waits a little, and takes over what the control thread had under way. */
    private void takeIn(Deque<Batch> waiting) {
        try {
            Job next = jobs.poll(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
            while (next != null) {
                switch (next) {
                    case Job.Write write -> {
                        write.batch().tellImpatient(NOT_YET);
                        waiting.add(write.batch());
                    }
                    case Job.Finish _ -> ending = true;
                }
                next = jobs.poll();
            }
        } catch (InterruptedException e) {
            log.atDebug().log("the store thread was interrupted, and goes on");
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

    /** A batch that was handed over is part of the state already, so an interrupt drops none. */
    private void put(Job job) {
        boolean interrupted = false;
        while (true) {
            try {
                jobs.put(job);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends only as it is told to: see {@link #finish}. */
    private Job take() {
        while (true) {
            try {
                return jobs.take();
            } catch (InterruptedException e) {
                log.atDebug().log("the store thread was interrupted, and goes on");
            }
        }
    }
}
