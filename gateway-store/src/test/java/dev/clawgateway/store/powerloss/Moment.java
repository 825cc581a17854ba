package dev.clawgateway.store.powerloss;

import dev.clawgateway.core.cluster.Snapshot;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A write is acknowledged: what the files were then.
 *
 * @param log its bytes, all of them on disk
 * @param note as it was written, and perhaps not on disk
 * @param state what is stored; null where nobody will ask
 */
record Moment(long log, ByteBuffer note, @Nullable Snapshot state) {}
