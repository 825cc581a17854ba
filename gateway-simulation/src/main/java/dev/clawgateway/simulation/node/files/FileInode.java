package dev.clawgateway.simulation.node.files;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What a file holds, and what of that the disk has. */
final class FileInode extends Inode {
    private static final byte[] NOTHING = {};
    // Most files hold a line or two; what grows beyond this grows further.
    private static final int LONG = 8 * 1024;

    private byte[] bytes = NOTHING;
    private int size;
    private byte[] synced = NOTHING;

    int size() {
        return size;
    }

    int read(int position, ByteBuffer into) {
        if (position >= size) {
            return -1;
        }
        int length = Math.min(into.remaining(), size - position);
        into.put(bytes, position, length);
        return length;
    }

    int write(int position, ByteBuffer from) {
        int length = from.remaining();
        int end = Math.max(size, position + length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, end > LONG ? Math.max(8 * LONG, 2 * end) : 2 * end);
        }
        from.get(bytes, position, length);
        size = end;
        return length;
    }

    void empty() {
        bytes = NOTHING;
        size = 0;
    }

    @Override
    void sync() {
        synced = Arrays.copyOf(bytes, size);
        clean();
    }

    /** The power goes: what was never synced may be there, in part, or as it was before. */
    void losePower(RandomGenerator dice) {
        switch (dice.nextInt(3)) {
            case 0 -> size = dice.nextInt(size + 1);
            case 1 -> {
                bytes = synced.clone();
                size = synced.length;
            }
            default -> {
                // It had been written back in time.
            }
        }
        sync();
    }

    @Override
    FileInode copy() {
        FileInode copy = new FileInode();
        copy.bytes = Arrays.copyOf(bytes, size);
        copy.size = size;
        copy.modified(modified());
        copy.sync();
        return copy;
    }
}
