package dev.clawgateway.server.signal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * SIGTERM and SIGINT, by which this process is asked to end: in order for the first, at once for
 * the second, since what was acknowledged is durable already. Safe from any thread.
 */
public final class EndSignals {
    /** As of a process that a signal has ended. */
    private static final int KILLED = 128;

    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final EndSignals OF_PROCESS = new EndSignals();

    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Null until there is anything that has to be ended in order. */
    private volatile @Nullable Supplier<Duration> patience;

    /** What it ends with: nothing was begun, nothing is lost. */
    private volatile int exitCode;

    private EndSignals() {}

    /**
     * From now on they do this. To be called as early as it is known that this process is a
     * gateway; once more changes nothing.
     */
    public static EndSignals listen() {
        if (OF_PROCESS.listening.compareAndSet(false, true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(OF_PROCESS::ends, "shutdown"));
            boolean _ = ProcessSignals.on("INT", () -> OF_PROCESS.came(SIGINT));
            boolean _ = ProcessSignals.on("TERM", () -> OF_PROCESS.came(SIGTERM));
        }
        return OF_PROCESS;
    }

    /**
     * Something is begun that has to be ended in order.
     *
     * @param most how long that may take; asked when the signal is there
     */
    public void begun(Supplier<Duration> most) {
        patience = most;
    }

    /** What the process ends with if it is not {@link #ended} in time. */
    public void otherwise(int code) {
        exitCode = code;
    }

    /** Returns once the process is to end. */
    public void await() throws InterruptedException {
        end.await();
    }

    /** Whether it is to end. */
    public boolean came() {
        return end.getCount() == 0;
    }

    /** It is to end, for a reason of its own. */
    public void end() {
        end.countDown();
    }

    /** Everything that was begun is ended. */
    public void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void came(int signal) {
        if (asked.compareAndSet(false, true)) {
            System.exit(KILLED + signal);
        } else {
            Runtime.getRuntime().halt(KILLED + signal);
        }
    }

    /** Runs while the JVM waits to end, after a signal or by itself. */
    private void ends() {
        Supplier<Duration> most = patience;
        if (most == null && !asked.get()) {
            return; // a command that came to nothing, with a code of its own
        }
        end.countDown();
        if (most != null) {
            await(most.get());
        }
        // Left alone, the JVM would exit with 128 plus the signal.
        Runtime.getRuntime().halt(exitCode);
    }

    private void await(Duration most) {
        try {
            boolean _ = ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
