package dev.clawgateway.store.memory;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.core.cluster.Snapshot;
import dev.clawgateway.core.cluster.Store;
import dev.clawgateway.core.cluster.StoreException;
import dev.clawgateway.core.cluster.Term;
import dev.clawgateway.store.layout.EntryWriter;
import dev.clawgateway.store.layout.Layout;
import dev.clawgateway.store.layout.SnapshotReader;
import dev.clawgateway.store.layout.StoreKeys;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A store that forgets with the process; it can be told to fail. Keeps the bytes that a durable one
 * would.
 */
public final class MemoryStore implements Store {
    private final Layout layout;
    private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    private final EntryWriter writer =
            new EntryWriter() {
                @Override
                public void put(byte[] key, byte[] value) {
                    entries.put(key, value);
                }

                @Override
                public void delete(byte[] key) {
                    entries.remove(key);
                }
            };
    private boolean failing;

    public MemoryStore(int maxEvents) {
        layout = new Layout(maxEvents);
    }

    /** From now on every commit fails, as on a broken disk. */
    public synchronized void fail() {
        failing = true;
    }

    @Override
    public synchronized Term begin() {
        Term next = Layout.term(entries.get(StoreKeys.TERM)).next();
        Layout.write(next, writer);
        return next;
    }

    @Override
    public synchronized Snapshot load() {
        SnapshotReader reader = layout.reader();
        entries.forEach(reader::add);
        return reader.snapshot();
    }

    @Override
    public synchronized void commit(Term term, List<Change> changes) {
        if (failing) {
            throw new StoreException("told to fail", null);
        }
        Term current = Layout.term(entries.get(StoreKeys.TERM));
        if (!current.equals(term)) {
            throw StoreException.deposed(term, current);
        }
        layout.write(changes, writer);
        layout.landed();
    }

    @Override
    public void close() {}
}
