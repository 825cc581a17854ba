package dev.clawgateway.client;

import java.time.Duration;

/**
 * The one thread that a client lives on, so that its state needs no lock, with its timers and its
 * connections. What comes after the end of the loop is let go. Tests and simulations bring their
 * own, with a time of their own.
 */
public interface ClientLoop {
    /** Whether the caller is on it. */
    boolean inLoop();

    /** Runs it soon. */
    void execute(Runnable task);

    /** Runs it once, after a while. */
    Timer after(Duration delay, Runnable task);

    /** Runs it again and again. */
    Timer every(Duration first, Duration period, Runnable task);

    /** Opens a connection; whatever comes of it, the listener hears it on this loop. */
    void connect(Endpoint endpoint, ConnectionListener listener);

    /** Runs it now when on the loop, else soon. */
    default void run(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** Something that is to happen. */
    interface Timer {
        /** Not any more. Nothing happens when it is too late for that. */
        void cancel();
    }
}
