package dev.clawgateway.control;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a {@link ControlLoop} on its thread, with the store thread behind it. */
public final class ControlThreads implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControlThreads.class);

    /** Nothing new is decided while the disk has no room. */
    private static final Duration FULL_DISK_PAUSE = Duration.ofMillis(100);

    private final ControlLoop loop;
    private final StoreThread storeThread;
    private final Thread control;
    private final Thread store;
    private volatile boolean stopping;

    private ControlThreads(ControlLoop loop, Release release, Runnable onFailure) {
        this.loop = loop;
        storeThread =
                new StoreThread(
                        release,
                        () -> {
                            loop.close();
                            onFailure.run();
                        },
                        loop::storeFull);
        control = Thread.ofPlatform().name("control").unstarted(this::repeat);
        store = Thread.ofPlatform().name("store").unstarted(storeThread);
    }

    /**
     * Starts both threads.
     *
     * @param onFailure called once, on the store thread, when a commit or what follows it has
     *     failed: the daemon should end
     */
    public static ControlThreads start(
            ControlLoop loop,
            Mandate mandate,
            PublishedView view,
            EffectOutlet outlet,
            LoopObserver observer,
            Runnable onFailure) {
        ControlThreads threads =
                new ControlThreads(loop, new Release(mandate, view, outlet, observer), onFailure);
        threads.store.start();
        threads.control.start();
        return threads;
    }

    /** Whether decisions are still being made durable. */
    public boolean healthy() {
        return !storeThread.failed() && control.isAlive() && store.isAlive();
    }

    /** Whether the disk of the store has no room: decisions wait until it has. */
    public boolean storeFull() {
        return storeThread.full();
    }

    /** Whether a later term has begun: what was not stored by then never will be. */
    public boolean deposed() {
        return storeThread.deposed();
    }

    /** Whether both threads are gone, so that the store may be closed. */
    public boolean ended() {
        return !control.isAlive() && !store.isAlive();
    }

    /**
     * Takes nothing more, works through what is queued, and returns when all of it is durable and
     * released.
     */
    @Override
    public void close() {
        loop.close();
        stopping = true;
        try {
            control.join(Duration.ofSeconds(20));
            storeThread.finish();
            store.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        try {
            while ((!stopping || !loop.idle()) && !storeThread.failed()) {
                if (storeThread.full() && !stopping) {
                    LockSupport.parkNanos(FULL_DISK_PAUSE.toNanos());
                } else {
                    await();
                    loop.turn(storeThread);
                }
            }
        } catch (RuntimeException e) {
            // A broken invariant: going on could break more. The daemon is told through healthy().
            log.atError().setCause(e).log("control loop ended");
            loop.close();
            throw e;
        } finally {
            loop.abandon();
        }
    }

    /** Who may end this thread closes the loop; an interrupt is nobody's word. */
    private void await() {
        try {
            loop.await();
        } catch (InterruptedException e) {
            log.atWarn().log("the control thread was interrupted, and goes on");
        }
    }
}
