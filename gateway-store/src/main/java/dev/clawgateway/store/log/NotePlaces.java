package dev.clawgateway.store.log;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * What is in the file of a {@link LogNote}, and where it is written to next. Knows no file.
 *
 * <p>There are three places, each in a page of its own. One is written to; while another is being
 * synced, the third holds what was synced before: whatever a loss of power does to those two, that
 * one is whole.
 */
public final class NotePlaces {
    /** Each place begins one, since what is written to a page may tear the rest of it. */
    public static final int PAGE = 4096;

    private static final int PLACES = 3;
    private static final long MAGIC = 0x636c61776e6f7465L; // "clawnote"
    private static final int LENGTH = 3 * Long.BYTES + Integer.BYTES;
    private static final long FIRST_TURN = 1;

    private long turn = FIRST_TURN + 1;

    /** A file that holds a note; what is written afterwards goes to another place of it. */
    public static ByteBuffer begin(long sequence) {
        ByteBuffer bytes = ByteBuffer.allocate(PLACES * PAGE);
        return bytes.put(position(FIRST_TURN), place(FIRST_TURN, sequence), 0, LENGTH);
    }

    /** Where the next note goes. */
    public int position() {
        return position(turn);
    }

    /** The next note. */
    public ByteBuffer place(long sequence) {
        return place(turn, sequence);
    }

    /** All notes until now are about to be synced. */
    public void turn() {
        turn++;
    }

    /** The last note that is whole; empty when none is. */
    public static OptionalLong read(ByteBuffer file) {
        long turn = 0;
        long sequence = 0;
        for (int at = 0; at + LENGTH <= file.limit(); at += PAGE) {
            ByteBuffer bytes = file.slice(at, LENGTH);
            if (bytes.getLong(0) == MAGIC
                    && bytes.getInt(24) == checksum(bytes)
                    && bytes.getLong(8) > turn) {
                turn = bytes.getLong(8);
                sequence = bytes.getLong(16);
            }
        }
        return turn == 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    private static int position(long turn) {
        return (int) (turn % PLACES) * PAGE;
    }

    private static ByteBuffer place(long turn, long sequence) {
        ByteBuffer place =
                ByteBuffer.allocate(LENGTH).putLong(MAGIC).putLong(turn).putLong(sequence);
        return place.putInt(checksum(place)).flip();
    }

    private static int checksum(ByteBuffer place) {
        CRC32C sum = new CRC32C();
        sum.update(place.duplicate().position(0).limit(3 * Long.BYTES));
        return (int) sum.getValue();
    }
}
