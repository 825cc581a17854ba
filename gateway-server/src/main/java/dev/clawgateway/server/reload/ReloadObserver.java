package dev.clawgateway.server.reload;

/** Is told of every reload, by the thread that reloads. */
public interface ReloadObserver {
    /** The configuration is about to be read. */
    void begins();

    /** It is in force, or another one stays. */
    void ended(ReloadResult result);
}
