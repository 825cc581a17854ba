package dev.clawgateway.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The bounds of the log store. */
class LogShelfTest {
    private static final WorkloadId A = id(1);
    private static final WorkloadId B = id(2);
    private static final WorkloadId C = id(3);
    private static final long ALL = Long.MAX_VALUE;

    @Test
    void dropsTheOldestLinesOfEachStream() {
        LogShelf shelf = new LogShelf(new LogLimits(3, 10, 1 << 20, 1 << 20));

        shelf.append(A, false, List.of("1", "2", "3", "4"));
        shelf.append(A, true, List.of("e"));
        shelf.append(A, false, List.of("5"));

        assertThat(shelf.tail(A, ALL, true, ALL))
                .isEqualTo(new LogTail(List.of("3", "4", "5"), List.of("e")));
    }

    @Test
    void forgetsTheWorkloadThatWasUsedLongestAgo() {
        LogShelf shelf = new LogShelf(new LogLimits(3, 2, 1 << 20, 1 << 20));

        shelf.append(A, false, List.of("a"));
        shelf.append(B, false, List.of("b"));
        shelf.tail(A, ALL, false, ALL);
        shelf.append(C, false, List.of("c"));

        assertThat(shelf.tail(B, ALL, false, ALL)).isEqualTo(LogTail.EMPTY);
        assertThat(shelf.tail(A, ALL, false, ALL).stdout()).containsExactly("a");
        assertThat(shelf.workloads()).isEqualTo(2);
    }

    @Test
    void staysWithinItsBytes() {
        LogShelf shelf = new LogShelf(new LogLimits(100, 1000, 10_000, 1 << 20));

        for (int i = 0; i < 500; i++) {
            shelf.append(id(i), i % 2 == 0, List.of("x".repeat(100)));
        }

        assertThat(shelf.bytes()).isBetween(1L, 10_000L);
        assertThat(shelf.tail(id(499), ALL, true, ALL).stdout()).hasSize(1);
    }

    @Test
    void cutsTheTailToCharacters() {
        LogShelf shelf = new LogShelf(new LogLimits(100, 10, 1 << 20, 1 << 20));

        shelf.append(A, false, List.of("aaaa", "bbbb", "cccc"));

        assertThat(shelf.tail(A, ALL, false, 9).stdout()).containsExactly("bbbb", "cccc");
    }

    @Test
    void dropsAndCountsWhatComesTooFast() {
        List<Runnable> queued = new ArrayList<>();
        AtomicLong dropped = new AtomicLong();
        WorkloadLogs logs =
                new WorkloadLogs(
                        new LogLimits(100, 10, 1 << 20, 200), queued::add, dropped::addAndGet);

        logs.append(A, false, List.of("1", "2"));
        logs.append(A, false, List.of("3", "4"));
        queued.forEach(Runnable::run);
        queued.clear();
        logs.append(A, false, List.of("5"));

        assertThat(dropped).hasValue(2);
        assertThat(queued).hasSize(1);
    }

    private static WorkloadId id(int number) {
        return new WorkloadId(new UUID(7, number));
    }
}
