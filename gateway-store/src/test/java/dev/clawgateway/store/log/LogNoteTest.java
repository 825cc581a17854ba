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
        try (LogNote note = LogNote.begin(folder, 1)) {
            for (long sequence = 2; sequence < 60; sequence++) {
                long synced = sequence;
                note.write(sequence);
                note.sync();
                byte[] before = Files.readAllBytes(file());
                note.write(++sequence);
                byte[] after = Files.readAllBytes(file());

                // Of the page that was written to since, any part may have reached the disk.
                int page = same(before, after, 0) ? PAGE : 0;
                assertThat(same(before, after, PAGE - page)).as("one page at a time").isTrue();
                random.ints(28, 0, 256)
                        .forEach(value -> after[page + random.nextInt(28)] ^= (byte) value);
                Path torn = Files.createDirectories(folder.resolve("torn"));
                Files.write(torn.resolve(LogNote.FILE), after);

                assertThat(LogNote.read(torn)).as("seed %d", seed).hasValue(synced);
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

    private static boolean same(byte[] one, byte[] other, int page) {
        return Arrays.equals(one, page, page + PAGE, other, page, page + PAGE);
    }

    private Path file() {
        return folder.resolve(LogNote.FILE);
    }
}
