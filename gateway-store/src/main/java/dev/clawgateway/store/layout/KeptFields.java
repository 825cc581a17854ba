package dev.clawgateway.store.layout;

import dev.clawgateway.store.form.Kept;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stored records have that this program does not know, by their keys: nothing at all, unless a
 * newer one has written to the store.
 */
final class KeptFields {
    private final Undo undo;
    private final Map<ByteBuffer, Kept> byKey = new HashMap<>();

    KeptFields(Undo undo) {
        this.undo = undo;
    }

    void clear() {
        byKey.clear();
    }

    void keep(byte[] key, @Nullable Kept fields) {
        if (fields != null) {
            byKey.put(ByteBuffer.wrap(key), fields);
        }
    }

    /** Null where there is none. */
    @Nullable Kept of(byte[] key) {
        return byKey.isEmpty() ? null : byKey.get(ByteBuffer.wrap(key));
    }

    /** The record is no more. */
    void forget(byte[] key) {
        if (!byKey.isEmpty()) {
            ByteBuffer entry = ByteBuffer.wrap(key);
            Kept fields = byKey.remove(entry);
            if (fields != null) {
                undo.add(() -> byKey.put(entry, fields));
            }
        }
    }
}
