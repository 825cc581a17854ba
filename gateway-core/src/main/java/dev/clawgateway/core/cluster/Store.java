package dev.clawgateway.core.cluster;

import java.util.List;

/**
 * Where the cluster's state survives. Used by one thread at a time: {@link #load} before the
 * control loop starts, {@link #commit} from the store thread.
 */
public interface Store extends AutoCloseable {
    /**
     * Everything that was committed. Throws {@link StoreException} when it cannot be read whole.
     */
    Snapshot load();

    /**
     * Makes a batch durable, whole or not at all; returns when it is. Changes that are not {@link
     * Change#durable()} are skipped. After a {@link StoreException} whether the batch landed is
     * unknown, so nothing may be committed any more; but where only the disk {@linkplain
     * StoreException#full is full} the same batch may be committed again.
     */
    void commit(List<Change> changes);

    @Override
    void close();
}
