package dev.clawgateway.server.signal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which service managers ask for a reload. Left alone, the JVM ends on it. However many
 * come while one is answered, there is one more reload after it, which sees what all of them meant.
 */
public final class HangUp {
    private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);
    private static final int NUMBER = 1;
    private static final HangUp OF_PROCESS = new HangUp();

    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean deaf;
    private volatile @Nullable Runnable reload;

    HangUp() {}

    /**
     * From now on the signal does no harm: until {@link #answer} it is remembered. To be called as
     * early as it is known that this process is a gateway; once more changes nothing.
     */
    public static HangUp listen() {
        OF_PROCESS.deaf |= ProcessSignals.ignored(NUMBER);
        OF_PROCESS.deaf |= !ProcessSignals.on("HUP", OF_PROCESS::came);
        return OF_PROCESS;
    }

    /**
     * From now on each one leads to a reload, one at a time, on a thread that may block; and so do,
     * once, those that came before.
     */
    public void answer(Runnable how) {
        if (deaf) {
            LOG.atWarn()
                    .log(
                            "SIGHUP was ignored when this process was started (as by nohup), so it never"
                                    + " arrives; `claw-gateway reload` has the configuration read again");
        }
        reload = how;
        if (asked.get()) {
            Thread.ofPlatform().daemon().name("reload").start(() -> work(how));
        }
    }

    /** One signal, on a thread of its own. */
    void came() {
        asked.set(true);
        Runnable how = reload;
        if (how == null) {
            LOG.atInfo().log("SIGHUP: the configuration is read again after the start");
        } else {
            work(how);
        }
    }

    private void work(Runnable how) {
        while (asked.get() && working.compareAndSet(false, true)) {
            try {
                asked.set(false);
                how.run();
            } finally {
                working.set(false);
            }
        }
    }
}
