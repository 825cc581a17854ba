package dev.clawgateway.simulation.node.files;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file or a folder. */
abstract sealed class Inode permits FileInode, FolderInode {
    private @Nullable FolderInode parent;
    private Instant modified = Instant.EPOCH;
    private long dirtySince;
    private boolean dirty = true;

    /** Where it is; null where it is not any more. */
    @Nullable FolderInode parent() {
        return parent;
    }

    void moveTo(@Nullable FolderInode folder) {
        parent = folder;
    }

    Instant modified() {
        return modified;
    }

    void modified(Instant time) {
        modified = time;
    }

    /** Something changed that the disk has not yet. */
    void soil(long nanos) {
        if (!dirty) {
            dirtySince = nanos;
            dirty = true;
        }
    }

    /** Since it is made: the disk knows nothing of it. */
    void born(long nanos) {
        dirtySince = nanos;
    }

    /** The disk has it as it is. */
    void clean() {
        dirty = false;
    }

    /** Whether the disk lacks something that was written after {@code nanos}. */
    boolean dirtySince(long nanos) {
        return dirty && dirtySince - nanos > 0;
    }

    /** Writes all of it to the disk. */
    abstract void sync();

    /** The same again, on another disk. */
    abstract Inode copy();
}
