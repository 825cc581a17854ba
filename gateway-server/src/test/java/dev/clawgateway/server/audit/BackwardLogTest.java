package dev.clawgateway.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.control.access.AuditEntry;
import dev.clawgateway.control.access.Operation;
import dev.clawgateway.control.operations.access.AuditRecords;
import dev.clawgateway.control.operations.access.AuditRecords.Part;
import dev.clawgateway.control.operations.access.AuditRecords.Wanted;
import dev.clawgateway.core.Caller;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.Principal;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.time.SystemTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackwardLogTest {
    private static final Wanted ALL = new Wanted(null, null, null, null, null, null);

    @TempDir private Path folder;

    private AuditLog log;
    private AuditRecords records;

    @BeforeEach
    void begin() {
        log =
                AuditLog.in(
                        folder, new AuditLimits(2000, Duration.ofHours(1), 100), new SystemTime());
        log.begin(AuditMark.NONE);
        records = Objects.requireNonNull(log.records());
    }

    private void write(int entries, String who) {
        for (int i = 0; i < entries; i++) {
            Caller caller =
                    new Caller(new Principal.Operator(who), "api", "192.0.2.1", false, null);
            assertThat(
                            log.write(
                                    List.of(
                                            AuditEntry.sent(
                                                    caller,
                                                    Operation.INVOKE_ON_NODE,
                                                    AuditEntry.About.of(new NodeId(new UUID(1, i))),
                                                    Map.of("command", "x")))))
                    .isTrue();
        }
    }

    private static List<Long> numbers(List<String> lines) {
        return lines.stream()
                .map(line ->
                        Objects.requireNonNull(AuditLine.of(line.getBytes(StandardCharsets.UTF_8)))
                                .number())
                .toList();
    }

    private List<String> all(Wanted wanted, int limit, Runnable between) throws IOException {
        List<String> lines = new ArrayList<>();
        @Nullable String next = null;
        do {
            Part part = records.read(wanted, next, limit);
            assertThat(part.lines()).hasSizeLessThanOrEqualTo(limit);
            lines.addAll(part.lines());
            next = part.next();
            between.run();
        } while (next != null);
        return lines;
    }

    @Test
    void pagesHaveEveryLineOnceOverAllFilesThoughItIsWrittenMeanwhile() throws IOException {
        write(40, "alice");
        assertThat(AuditFiles.in(folder)).hasSizeGreaterThan(3);
        List<Long> newest = numbers(records.read(ALL, null, 1).lines());
        int[] rounds = {0};

        List<String> lines =
                all(
                        ALL,
                        7,
                        () -> {
                            if (rounds[0]++ < 3) {
                                write(9, "bob");
                            }
                        });

        assertThat(numbers(lines))
                .containsExactlyElementsOf(
                        LongStream.iterate(newest.getFirst(), n -> n > 0, n -> n - 1)
                                .boxed()
                                .toList());
    }

    @Test
    void showsWhatIsWanted() throws IOException {
        write(10, "alice");
        write(5, "bob");
        write(10, "alice");

        assertThat(all(wanted("bob", null, null), 3, () -> {})).hasSize(5);
        assertThat(all(wanted("192.0.2.1", null, null), 9, () -> {})).hasSize(25);
        assertThat(all(wanted(null, "nodes.", null), 100, () -> {})).hasSize(25);
        assertThat(all(wanted(null, "workloads.", null), 100, () -> {})).isEmpty();
        assertThat(all(wanted(null, null, "00000000-0000-0001-0000-000000000003"), 9, () -> {}))
                .hasSize(3);
        Instant later = new SystemTime().now().plusSeconds(7200);
        assertThat(all(new Wanted(null, null, null, null, later, null), 9, () -> {})).isEmpty();
        assertThat(all(new Wanted(null, null, null, "SENT", null, later), 99, () -> {}))
                .hasSize(25);
    }

    private static Wanted wanted(
            @Nullable String who, @Nullable String operation, @Nullable String about) {
        return new Wanted(who, operation, about, null, null, null);
    }

    @Test
    void aLineThatIsBeingWrittenIsNotThereYet() throws IOException {
        write(2, "alice");
        Files.writeString(
                folder.resolve("audit.log"), "{\"seq\":4,\"ti", StandardOpenOption.APPEND);

        assertThat(numbers(all(ALL, 10, () -> {}))).containsExactly(3L, 2L, 1L);
    }

    @Test
    void whatIsNoLogEndsAndIsPassedOver() throws IOException {
        write(1, "alice");
        Files.writeString(
                folder.resolve("audit.log"),
                "x".repeat(BackwardLog.MOST_BYTES + 100_000) + "\n",
                StandardOpenOption.APPEND);

        assertThat(numbers(all(ALL, 10, () -> {}))).containsExactly(2L, 1L);
    }

    @Test
    void refusesWhatIsNoPlace() {
        assertThatThrownBy(() -> records.read(ALL, "here", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
