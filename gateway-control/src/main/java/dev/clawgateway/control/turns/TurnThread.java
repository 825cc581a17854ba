package dev.clawgateway.control.turns;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that repeats turns. Sleeps while they may be put off. */
public final class TurnThread implements Repetition {
    private static final Logger LOG = LoggerFactory.getLogger(TurnThread.class);

    private final Turns turns;
    private final Thread thread;

    /** Set since the last turn began, so that no nudge is lost between a look and the sleep. */
    private final AtomicBoolean nudged = new AtomicBoolean();

    private TurnThread(String name, Turns turns) {
        this.turns = turns;
        thread = Thread.ofPlatform().name(name).unstarted(this::repeat);
    }

    /** Starts a thread of that name. */
    public static TurnThread start(String name, Turns turns) {
        TurnThread started = new TurnThread(name, turns);
        started.thread.start();
        return started;
    }

    private void repeat() {
        while (!turns.ended()) {
            nudged.set(false);
            turns.turn();
            sleep(turns.pause());
        }
    }

    /** Who may end this thread ends its turns; an interrupt is nobody's word. */
    private void sleep(Duration pause) {
        if (pause.isPositive() && !nudged.get() && !turns.ended()) {
            LockSupport.parkNanos(this, pause.toNanos());
        }
        if (Thread.interrupted()) {
            LOG.atWarn()
                    .addKeyValue("thread", thread.getName())
                    .log("a thread was interrupted, and goes on");
        }
    }

    @Override
    public void nudge() {
        if (!nudged.get() && nudged.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        boolean _ = thread.join(atMost);
    }
}
