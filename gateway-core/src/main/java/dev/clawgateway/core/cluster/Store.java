package dev.clawgateway.core.cluster;

import java.util.List;

/**
 * Where the cluster's state survives. Written in one term at a time: {@link #begin} and {@link
 * #load} before a control loop starts, {@link #commit} from its store thread. Safe from any thread,
 * since the one before may still be at work.
 */
public interface Store extends AutoCloseable {
    /**
     * Begins a new term, durably: from now on nothing is committed in an earlier one. Throws {@link
     * StoreException} when that cannot be made sure.
     */
    Term begin();

    /**
     * Everything that was committed. Throws {@link StoreException} when it cannot be read whole.
     */
    Snapshot load();

    /**
     * Makes a batch durable, whole or not at all; returns when it is. Changes that are not {@link
     * Change#durable()} are skipped. After a {@link StoreException} whether the batch landed is
     * unknown, so nothing may be committed any more; but where only the disk {@linkplain
     * StoreException#full is full} the same batch may be committed again, and where the term
     * {@linkplain StoreException#deposed is over} nothing of it landed.
     */
    void commit(Term term, List<Change> changes);

    @Override
    void close();
}
