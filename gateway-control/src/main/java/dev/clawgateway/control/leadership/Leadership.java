package dev.clawgateway.control.leadership;

import dev.clawgateway.control.LoopSettings;

/**
 * Begins reigns and ends them. The way in is a {@link LeaderInbox}, what readers see a published
 * view; both stay the same over all reigns.
 */
public interface Leadership extends AutoCloseable {
    /** Begins to seek to lead. Throws when the state cannot be had. */
    void start();

    /** Whether this gateway decides now. */
    boolean leads();

    /** Whether nothing has gone wrong that only a new process mends. */
    boolean healthy();

    /** Whether a commit has failed: reads go on, and nothing is decided or stored any more. */
    boolean storeFailed();

    /** Whether the disk of the store has no room: decisions wait until it has. */
    boolean storeFull();

    /** Whether no thread of any reign is left, so that the store may be closed. */
    boolean ended();

    /** Whoever leads goes by these from its next turn on. From any thread. */
    void change(LoopSettings next);

    /** Leads no more; returns when everything taken is durable and released, or refused. */
    @Override
    void close();
}
