package dev.clawgateway.server.control;

import dev.clawgateway.core.state.StoreException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that waits for the disk, so that the control thread need not: one batch is written
 * while the next fills.
 */
final class StoreThread implements Committer, Runnable {
    private static final Logger log = LoggerFactory.getLogger(StoreThread.class);

    private sealed interface Job {
        record Write(Batch batch) implements Job {}

        record Finish() implements Job {}
    }

    private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(2);
    private final Release release;
    private final Runnable onFailure;
    private volatile boolean failed;

    StoreThread(Release release, Runnable onFailure) {
        this.release = release;
        this.onFailure = onFailure;
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

    @Override
    public void run() {
        while (take() instanceof Job.Write write) {
            write(write.batch());
        }
    }

    private void write(Batch batch) {
        if (failed) {
            return;
        }
        try {
            release.run(batch);
        } catch (StoreException e) {
            // Whether it landed is unknown, so this process may not decide anything any more.
            fail("commit failed, no further changes are accepted", e);
        } catch (RuntimeException e) {
            // A broken invariant. It is durable, but who was told of it is unknown.
            fail("release of a committed batch failed, no further changes are accepted", e);
        }
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
