package dev.clawgateway.simulation.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VolumeTest {
    private long nanos;
    private final Volume volume = new Volume(() -> nanos, () -> Instant.EPOCH.plusNanos(nanos));
    private final Path folder = volume.getPath("/a/b");

    @Test
    void keepsFilesAsAnyFileSystemDoes() throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("file");
        Files.writeString(file, "one");
        Files.writeString(file, " two", StandardOpenOption.APPEND);
        Files.move(file, folder.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(Files.readString(folder.resolve("moved"))).isEqualTo("one two");
        assertThat(Files.size(folder.resolve("moved"))).isEqualTo(7);
        assertThat(Files.exists(file)).isFalse();
        try (Stream<Path> listed = Files.list(folder)) {
            assertThat(listed).containsExactly(folder.resolve("moved"));
        }
        assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.createFile(folder.resolve("moved")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void readsOnFromAFileWhoseFolderIsGone() throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("file"), "text");
        try (var open = Files.newByteChannel(file)) {
            volume.wipe();

            assertThat(open.size()).isEqualTo(4);
            assertThat(Files.exists(file)).isFalse();
        }
    }

    @Test
    void hasNoRoomWhereItIsFull() throws IOException {
        Files.createDirectories(folder);

        volume.room(Volume.Room.NO_BLOCKS);

        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Files.writeString(file, "x"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("No space left on device");
        volume.room(Volume.Room.NOTHING);
        assertThatThrownBy(() -> Files.createFile(folder.resolve("other")))
                .hasMessageContaining("No space left on device");
        volume.room(Volume.Room.PLENTY);
        Files.writeString(file, "x");
    }

    @Test
    void tellsWhatAppearsAndGrows() throws IOException {
        Files.createDirectories(folder);
        AtomicInteger told = new AtomicInteger();
        Runnable end = volume.watch(folder, told::incrementAndGet);

        Files.writeString(folder.resolve("file"), "x");
        int afterWriting = told.get();
        end.run();
        Files.writeString(folder.resolve("file"), "y");

        assertThat(afterWriting).isEqualTo(2);
        assertThat(told).hasValue(2);
    }

    @Test
    void mayLoseWithThePowerWhatWasNotSynced() {
        int lost = 0;
        int cut = 0;
        for (int seed = 0; seed < 100; seed++) {
            Path file = fileAfterPowerCut(seed, false, Duration.ZERO);
            lost += Files.exists(file) ? 0 : 1;
            cut += Files.exists(file) && text(file).length() < 4 ? 1 : 0;
        }

        assertThat(lost).isBetween(20, 80);
        assertThat(cut).isPositive();
    }

    @Test
    void neverLosesWithThePowerWhatWasSyncedOrIsOld() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(text(fileAfterPowerCut(seed, true, Duration.ZERO))).isEqualTo("text");
            assertThat(text(fileAfterPowerCut(seed, false, Duration.ofMinutes(1))))
                    .isEqualTo("text");
        }
    }

    private Path fileAfterPowerCut(int seed, boolean synced, Duration later) {
        Volume disk = new Volume(() -> nanos, () -> Instant.EPOCH);
        Path parent = disk.getPath("/a");
        Path file = parent.resolve("file");
        try {
            Files.createDirectory(parent);
            disk.sync(disk.getPath("/"));
            Files.writeString(file, "text");
            if (synced) {
                disk.sync(file);
                disk.sync(parent);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        nanos += later.toNanos();
        disk.losePower(new SplittableRandom(seed));
        return file;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
