package dev.clawgateway.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogNoteTest {
    private static final int PAGE = 4096;

    @TempDir private Path folder;

    @Test
    void thereIsNoneInAFolderFromBefore() throws IOException {
        assertThat(LogNote.read(folder)).isEmpty();
    }

    @Test
    void readsWhatWasWrittenLast() throws IOException {
        try (LogNote note = LogNote.begin(folder, 5)) {
            assertThat(LogNote.read(folder)).hasValue(5);
            for (long sequence = 6; sequence < 40; sequence++) {
                note.write(sequence);
                assertThat(LogNote.read(folder)).hasValue(sequence);
                if (sequence % 3 == 0) {
                    note.sync();
                }
            }
        }
        assertThat(LogNote.read(folder)).hasValue(39);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasSyncedOutlivesWhateverBecomesOfWhatWasNot() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long synced = 1;
        try (LogNote note = LogNote.begin(folder, synced)) {
            byte[] whole = Files.readAllBytes(file());
            for (long sequence = 2; sequence < 60; sequence++) {
                note.write(sequence);
                byte[] now = Files.readAllBytes(file());

                // Of what was written since the last sync any part may have reached the disk.
                Path torn = Files.createDirectories(folder.resolve("torn"));
                Files.write(torn.resolve(LogNote.FILE), torn(whole, now, random));
                assertThat(LogNote.read(torn).orElseThrow())
                        .as("seed %d", seed)
                        .isBetween(synced, sequence);

                if (random.nextInt(4) == 0) {
                    note.sync();
                    synced = sequence;
                    whole = Files.readAllBytes(file());
                }
            }
        }
    }

    private static byte[] torn(byte[] synced, byte[] now, Random random) {
        byte[] torn = synced.clone();
        for (int i = 0; i < torn.length; i++) {
            if (synced[i] != now[i]) {
                torn[i] = random.nextBoolean() ? now[i] : (byte) random.nextInt();
            }
        }
        return torn;
    }

    @Test
    void aSyncThatIsUnderWayLeavesTheOneBefore() throws IOException {
        try (LogNote note = LogNote.begin(folder, 1)) {
            for (long sequence = 2; sequence < 40; sequence += 2) {
                byte[] before = Files.readAllBytes(file());
                note.write(sequence);
                note.sync();
                note.write(sequence + 1);
                byte[] after = Files.readAllBytes(file());

                // Neither the sync nor the write after it left anything whole.
                for (int page = 0; page < after.length; page += PAGE) {
                    if (!Arrays.equals(before, page, page + PAGE, after, page, page + PAGE)) {
                        Arrays.fill(after, page, page + PAGE, (byte) 7);
                    }
                }
                Path torn = Files.createDirectories(folder.resolve("torn"));
                Files.write(torn.resolve(LogNote.FILE), after);
                assertThat(LogNote.read(torn)).hasValue(sequence - 1);
                note.sync();
            }
        }
    }

    @Test
    void saysThatItIsNone() throws IOException {
        LogNote.begin(folder, 5).close();
        Files.write(file(), new byte[2 * PAGE]);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LogNote.read(folder))
                .withMessage("ACKNOWLEDGED holds no note");
        Files.write(file(), new byte[0]);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> LogNote.read(folder));
    }

    private Path file() {
        return folder.resolve(LogNote.FILE);
    }
}
