package dev.clawgateway.store.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a write-ahead log, as RocksDB and LevelDB have them: blocks of 32 KiB, in them
 * pieces with a head of seven bytes (checksum, length, type), or of eleven with the log's number. A
 * batch is one piece or several.
 */
final class LogRecords {
    static final int BLOCK = 32 * 1024;

    private static final int HEAD = 7;
    private static final int NUMBERED_HEAD = 11;
    private static final int CHECKSUM_DELTA = 0xa282ead8;

    /** From here on a type says that it may be passed over by who does not know it. */
    private static final int IGNORED = 0x80;

    private final ByteBuffer log;

    LogRecords(ByteBuffer log) {
        this.log = log.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What part of a batch a piece is; others hold none. */
    enum Part {
        WHOLE,
        FIRST,
        MIDDLE,
        LAST,
        NONE
    }

    /**
     * One that is as it was written.
     *
     * @param at of its data
     * @param end of its data
     */
    record Piece(Part part, int at, int end) {
        boolean begins() {
            return part == Part.WHOLE || part == Part.FIRST;
        }
    }

    int size() {
        return log.limit();
    }

    /** Where the next piece begins: never in the last bytes of a block, which are too few. */
    int next(int position) {
        int left = BLOCK - position % BLOCK;
        return left < HEAD ? Math.min(position + left, size()) : position;
    }

    /** The piece that begins there; null when there is none that is whole. */
    @Nullable Piece at(int position) {
        int room = Math.min(BLOCK - position % BLOCK, size() - position);
        if (room < HEAD) {
            return null;
        }
        int type = Byte.toUnsignedInt(log.get(position + 6));
        int head = numbered(type) ? NUMBERED_HEAD : HEAD;
        int length = Short.toUnsignedInt(log.getShort(position + 4));
        if (type == 0 || head + length > room) {
            return null;
        }
        int end = position + head + length;
        return checksum(position + 6, end) == log.getInt(position)
                ? new Piece(part(type), position + head, end)
                : null;
    }

    private static boolean numbered(int type) {
        return (type >= 5 && type <= 8) || type == 11 || type == IGNORED + 3;
    }

    private static Part part(int type) {
        return switch (type) {
            case 1, 5 -> Part.WHOLE;
            case 2, 6 -> Part.FIRST;
            case 3, 7 -> Part.MIDDLE;
            case 4, 8 -> Part.LAST;
            default -> Part.NONE;
        };
    }

    private int checksum(int from, int end) {
        CRC32C sum = new CRC32C();
        sum.update(log.duplicate().position(from).limit(end));
        int value = (int) sum.getValue();
        return Integer.rotateRight(value, 15) + CHECKSUM_DELTA;
    }

    /** The bytes of a piece. */
    ByteBuffer data(Piece piece) {
        return log.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(piece.at())
                .limit(piece.end());
    }

    /** Whether anything from there on was written: all of it, or what a crash left of it. */
    boolean written(int position) {
        for (int i = position; i < size(); i++) {
            if (log.get(i) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether another batch begins behind that place. Of a batch that was not finished any pieces
     * may be there; none of one that came after it, as each is on disk before the next is written.
     */
    boolean anotherBeginsAfter(int position) {
        if (beginsWithin(position + 1, blockAfter(position))) {
            return true;
        }
        for (int block = blockAfter(position); block < size(); block = blockAfter(block)) {
            int at = block;
            Piece piece = at(at);
            while (piece != null && at < blockAfter(block)) {
                if (piece.begins()) {
                    return true;
                }
                at = next(piece.end());
                piece = at(at);
            }
            if (beginsWithin(at, blockAfter(block))) {
                return true;
            }
        }
        return false;
    }

    private int blockAfter(int position) {
        return Math.min(size(), (position / BLOCK + 1) * BLOCK);
    }

    private boolean beginsWithin(int from, int until) {
        for (int i = from; i < until; i++) {
            Piece piece = at(i);
            if (piece != null && piece.begins()) {
                return true;
            }
        }
        return false;
    }
}
