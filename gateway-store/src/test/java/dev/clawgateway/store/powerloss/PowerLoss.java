package dev.clawgateway.store.powerloss;

import dev.clawgateway.store.log.LogNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is left of a store whose machine loses its power while a write is under way: all that was
 * synced, and of the rest whatever the disk had taken: some of it, torn anywhere, or any of its
 * sectors in any order.
 */
final class PowerLoss {
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final int TURN = 8;
    private static final int ALL_ONE_IN = 4;
    private static final List<Integer> LOST_ONE_IN = List.of(2, 10, 100);

    private final Life life;
    private final byte[] log;
    private final Random random;

    PowerLoss(Life life, Random random) throws IOException {
        this.life = life;
        this.log = Files.readAllBytes(life.files().resolve(life.log()));
        this.random = random;
    }

    /**
     * Loses it in the write after a moment.
     *
     * @param to a folder that is made
     * @return in words
     */
    String after(int moment, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(life.files())) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        int synced = (int) life.moments().get(moment).log();
        int written = (int) life.moments().get(moment + 1).log();
        byte[] left = random.nextBoolean() ? prefix(synced, written) : sectors(synced, written);
        Files.write(to.resolve(life.log()), left);
        byte[] note = note(moment);
        Files.write(to.resolve(LogNote.FILE), note);
        return "write %d: %d bytes were synced, %d written, %d left (%s)"
                .formatted(
                        moment + 1,
                        synced,
                        written,
                        left.length,
                        Arrays.equals(left, 0, left.length, log, 0, left.length)
                                ? "as they were"
                                : "with holes");
    }

    private byte[] prefix(int synced, int written) {
        int rest = written - synced;
        int taken = random.nextInt(ALL_ONE_IN) == 0 ? rest : random.nextInt(rest + 1);
        return Arrays.copyOf(log, synced + taken);
    }

    /** Each sector is there or not; those that are not read as zeros. */
    private byte[] sectors(int synced, int written) {
        byte[] left = prefix(synced, written);
        int lostOneIn = LOST_ONE_IN.get(random.nextInt(LOST_ONE_IN.size()));
        for (int at = synced; at < left.length; at = (at / SECTOR + 1) * SECTOR) {
            if (random.nextInt(lostOneIn) == 0) {
                Arrays.fill(left, at, Math.min(left.length, (at / SECTOR + 1) * SECTOR), (byte) 0);
            }
        }
        return left;
    }

    /**
     * The note may be synced at any time, and a sync of it be under way: so the pages of the last
     * two turns may be as at any time before, or torn. Those of earlier turns are on disk.
     */
    private byte[] note(int moment) {
        byte[] note = life.moments().get(moment).note().array().clone();
        long last = lastTurn(note);
        for (int page = 0; page < note.length; page += PAGE) {
            if (turn(note, page) >= last - 1 && turn(note, page) > 1) {
                byte[] earlier = life.moments().get(random.nextInt(moment + 1)).note().array();
                int torn = random.nextInt(4) == 0 ? random.nextInt(32) : 0;
                System.arraycopy(earlier, page + torn, note, page + torn, PAGE - torn);
            }
        }
        return note;
    }

    private static long lastTurn(byte[] note) {
        long last = 0;
        for (int page = 0; page < note.length; page += PAGE) {
            last = Math.max(last, turn(note, page));
        }
        return last;
    }

    private static long turn(byte[] note, int page) {
        return ByteBuffer.wrap(note).getLong(page + TURN);
    }

    /** Where it can be lost, and somebody knows what must be there. */
    List<Integer> moments() {
        return IntStream.range(0, life.moments().size() - 1)
                .filter(i ->
                        life.moments().get(i).state() != null
                                && life.moments().get(i + 1).state() != null)
                .boxed()
                .toList();
    }
}
