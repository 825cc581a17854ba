package dev.clawgateway.client;

/** The thread that a client lives on, so that its state needs no lock, with its connections. */
public interface ClientLoop extends SerialThread {
    /** Whether the caller is on it. */
    boolean inLoop();

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
}
