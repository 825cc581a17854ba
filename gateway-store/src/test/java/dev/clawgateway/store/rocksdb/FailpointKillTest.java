package dev.clawgateway.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.cluster.Change;
import dev.clawgateway.store.layout.RestoredHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that end at a failpoint. */
@Timeout(120)
class FailpointKillTest {
    private static final int EXIT_CODE = 86;

    @TempDir private Path data;

    @ParameterizedTest
    @CsvSource({"before-write@9, 7", "before-note@9, 8", "before-acknowledgement@9, 8"})
    void whatWasAcknowledgedIsThere(String point, long stored) throws Exception {
        // The format and the term are writes too.
        Process process = start(CommitLoop.class, point.replace("@", "=exit@"), data.toString());
        String last = "0";
        try (BufferedReader said = process.inputReader(UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line;
            }
        }
        assertThat(process.waitFor()).isEqualTo(EXIT_CODE);

        try (RocksStore store = RocksStore.open(StoreFolder.under(data), Integer.MAX_VALUE)) {
            long found = store.load().lastEventSequence();
            assertThat(found).isGreaterThanOrEqualTo(Long.parseLong(last)).isEqualTo(stored - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-rename", "after-rename"})
    void aRestoreIsWholeOrNothing(String point) throws Exception {
        StoreOnDisk disk = new StoreOnDisk(data.resolve("gateway"));
        Backups backups = new Backups(data.resolve("backups"), data.resolve("native"));
        try (RocksStore store = disk.open()) {
            store.load();
            store.commit(store.begin(), List.of(new Change.EventRecorded(StoreOnDisk.event(1))));
            store.backup(backups, 0);
        }
        Path to = data.resolve("restored");

        Process process =
                start(
                        RestoreOnce.class,
                        point + "=exit",
                        data.resolve("backups").toString(),
                        to.toString());
        assertThat(process.waitFor()).isEqualTo(EXIT_CODE);

        StoreFolder restored = StoreFolder.under(to);
        if (point.equals("before-rename")) {
            assertThat(restored.path()).doesNotExist();
            backups.restore(0, restored, Instant.EPOCH, _ -> {});
        }
        assertThat(StoreCheck.of(restored, _ -> {}).lastEvent())
                .isGreaterThan(RestoredHistory.JUMP);
        assertThat(to.resolve("store-coming")).doesNotExist();
    }

    @Test
    void aDiskThatFailsIsNotWrittenToAgain() throws Exception {
        Process process = start(CommitLoop.class, "before-write=error@5", data.toString());
        List<String> said;
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            said = lines.readAllLines();
        }

        assertThat(process.waitFor()).isNotZero();
        assertThat(said).containsExactly("open", "1", "2");
    }

    private static Process start(Class<?> program, String failpoints, String... arguments)
            throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder =
                new ProcessBuilder(
                                java.toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dclaw.failpoints=" + failpoints,
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }
}
