package dev.clawgateway.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clawgateway.core.cluster.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that somebody else has, in either sense. */
class FolderOwnerTest {
    private static final int NOBODY = 65_534;

    @TempDir private Path folder;

    @Test
    void refusesWhatThisProcessHasOpen() {
        StoreOnDisk disk = new StoreOnDisk(folder);
        try (RocksStore first = disk.open()) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(disk::open)
                    .withMessageContaining(
                            "in use by another process (" + ProcessHandle.current().pid() + ")")
                    .matches(failure -> failure.kind() == StoreException.Kind.IN_USE);
            assertThat(first.begin().number()).isEqualTo(1);
        }
        disk.open().close();
    }

    @Test
    void refusesFilesOfAnotherUser() throws Exception {
        StoreOnDisk disk = new StoreOnDisk(folder);
        disk.open().close();
        Path log = disk.newest(".log");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Files.setAttribute(log, "unix:uid", NOBODY);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(disk::open)
                .withMessageContaining(log + " belongs to ")
                .withMessageContaining("this is root")
                .matches(failure -> failure.kind() == StoreException.Kind.NOT_OURS);
    }
}
