package dev.clawgateway.client.system;

/** A process that this one started. It lives on when this one ends. */
public interface Child {
    boolean alive();

    /** As a shell counts it. Only once it is not alive any more. */
    int exitCode();

    /** Runs something once it has ended, on any thread; at once when it has. */
    void whenEnded(Runnable told);
}
