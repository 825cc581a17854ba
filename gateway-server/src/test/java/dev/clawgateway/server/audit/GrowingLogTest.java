package dev.clawgateway.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log is read on while it is written; each look comes when the test says so. */
class GrowingLogTest {
    @TempDir private Path folder;

    private AuditLog begun(long fileBytes) {
        AuditLog log =
                AuditLog.in(
                        folder,
                        new AuditLimits(fileBytes, Duration.ofHours(1), 0),
                        new SystemTime());
        log.begin(AuditMark.NONE);
        return log;
    }

    private static void write(AuditLog log, int changes) {
        for (int change = 0; change < changes; change++) {
            log.write(
                    List.of(
                            new AuditEntry(
                                    new Caller(
                                            new Principal.Operator("alice"),
                                            "claw",
                                            "",
                                            false,
                                            null),
                                    "nodes.cordon",
                                    AuditEntry.About.GATEWAY,
                                    Map.of(),
                                    Map.of(),
                                    AuditEntry.Result.DONE,
                                    null)));
        }
    }

    private static List<Long> numbers(GrowingLog growing) throws IOException {
        return growing.more().stream().map(AuditLine::number).toList();
    }

    private static List<Long> upTo(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void goesOnBehindALine() throws IOException {
        AuditLog log = begun(1 << 20);
        write(log, 4);
        try (GrowingLog growing = new GrowingLog(folder, 3)) {
            assertThat(numbers(growing)).isEqualTo(upTo(4, 5));
            assertThat(numbers(growing)).isEmpty();
            write(log, 2);
            assertThat(numbers(growing)).isEqualTo(upTo(6, 7));
        }
    }

    @Test
    void leavesOutNothingOverFilesThatAreBegunMeanwhile() throws IOException {
        AuditLog log = begun(500);
        List<Long> read = new ArrayList<>();
        try (GrowingLog growing = new GrowingLog(folder, 0)) {
            for (int round = 0; round < 5; round++) {
                write(log, 7);
                read.addAll(numbers(growing));
            }
        }
        assertThat(AuditFiles.in(folder)).hasSizeGreaterThan(10);
        assertThat(read).isEqualTo(upTo(1, read.size())).hasSizeGreaterThan(35);
    }

    @Test
    void readsToTheEndWhatWasMovedUnderTheGateway() throws IOException {
        AuditLog log = begun(1 << 20);
        try (GrowingLog growing = new GrowingLog(folder, 0)) {
            assertThat(numbers(growing)).isEqualTo(upTo(1, 1));
            Files.move(folder.resolve("audit.log"), folder.resolve("elsewhere"));
            write(log, 1);
            assertThat(numbers(growing)).isEqualTo(upTo(2, 2));
            write(log, 1);

            log.look();
            write(log, 1);

            assertThat(numbers(growing)).isEqualTo(upTo(3, 5));
        }
    }

    @Test
    void waitsForTheEndOfALine() throws IOException {
        AuditLog log = begun(1 << 20);
        write(log, 1);
        Path file = folder.resolve("audit.log");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));
        try (GrowingLog growing = new GrowingLog(folder, 0)) {
            assertThat(numbers(growing)).isEqualTo(upTo(1, 1));
            Files.writeString(
                    file, whole.substring(whole.length() - 20), StandardOpenOption.APPEND);
            assertThat(numbers(growing)).isEqualTo(upTo(2, 2));
        }
    }
}
