package dev.clawgateway.control;

import dev.clawgateway.control.turns.Repeater;
import dev.clawgateway.control.turns.Repetition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ControlLoop} whose turns are repeated, with the store's behind it. One is never waited
 * for by the other: each nudges when it has something for it.
 */
public final class ControlThreads implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StoreTurns storeTurns;
    private final ControlTurns controlTurns;
    private final ControlLoop loop;
    private final Runnable onFailure;
    private volatile @Nullable Repetition control;
    private volatile @Nullable Repetition store;

    private ControlThreads(ControlLoop loop, Release release, Runnable onFailure) {
        this.loop = loop;
        this.onFailure = onFailure;
        storeTurns = new StoreTurns(release, this::fail, loop::storeFull, this::onRoom);
        controlTurns = new ControlTurns(loop, storeTurns, this::handOver);
        loop.onWork(() -> nudge(control));
    }

    /**
     * Starts both.
     *
     * @param onFailure called once, by the store's, when a commit or what follows it has failed:
     *     the daemon should end
     */
    public static ControlThreads start(
            Repeater repeater, ControlLoop loop, Release release, Runnable onFailure) {
        ControlThreads threads = new ControlThreads(loop, release, onFailure);
        threads.store = repeater.repeat("store", threads.storeTurns);
        threads.control = repeater.repeat("control", threads.controlTurns);
        // Whoever was to be nudged before it was known here.
        nudge(threads.control);
        return threads;
    }

    private static void nudge(@Nullable Repetition repetition) {
        if (repetition != null) {
            repetition.nudge();
        }
    }

    private void handOver(Batch batch) {
        storeTurns.commit(batch);
        nudge(store);
    }

    private void onRoom() {
        if (controlTurns.waitsForStore()) {
            nudge(control);
        }
    }

    private void fail() {
        if (storeFailed()) {
            loop.storeFailed();
        }
        controlTurns.stop();
        nudge(control);
        onFailure.run();
    }

    /** Whether decisions are still being made durable. */
    public boolean healthy() {
        return !storeTurns.failed() && !hasEnded(control) && !hasEnded(store);
    }

    private static boolean hasEnded(@Nullable Repetition repetition) {
        return repetition != null && repetition.ended();
    }

    /**
     * Whether a commit has failed: what was published stays as it is, and nothing is decided or
     * stored any more.
     */
    public boolean storeFailed() {
        return storeTurns.failed() && !storeTurns.deposed();
    }

    /** Whether the disk of the store has no room: decisions wait until it has. */
    public boolean storeFull() {
        return storeTurns.full();
    }

    /** Whether a later term has begun: what was not stored by then never will be. */
    public boolean deposed() {
        return storeTurns.deposed();
    }

    /** Whether no turn is taken any more, so that the store may be closed. */
    public boolean ended() {
        return hasEnded(control) && hasEnded(store);
    }

    /**
     * Takes nothing more, works through what is queued, and returns when all of it is durable and
     * released.
     */
    @Override
    public void close() {
        controlTurns.stop();
        try {
            end(control);
            storeTurns.finish();
            end(store);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(@Nullable Repetition repetition) throws InterruptedException {
        if (repetition != null) {
            repetition.nudge();
            repetition.await(PATIENCE);
        }
    }
}
