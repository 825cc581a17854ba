package dev.clawgateway.control.output;

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
        LogShelf shelf = new LogShelf(new LogLimits(3, 10, 1 << 20, 1 << 20), "boot");

        shelf.append(A, false, List.of("1", "2", "3", "4"));
        shelf.append(A, true, List.of("e"));
        shelf.append(A, false, List.of("5"));

        assertThat(shelf.read(A, newest(true, ALL)))
                .isEqualTo(
                        new LogLines(
                                List.of("3", "4", "5"),
                                List.of("e"),
                                new LogPlace("boot-1", 2, 0)));
    }

    @Test
    void tellsTheNewestAttemptsApart() {
        LogShelf shelf = new LogShelf(new LogLimits(100, 10, 1 << 20, 1 << 20), "boot");

        for (int attempt = 1; attempt <= 65; attempt++) {
            shelf.append(A, attempt, attempt % 2 == 0, List.of("of " + attempt));
        }
        shelf.append(A, 64, false, List.of("late"));

        List<AttemptPlace> attempts = shelf.read(A, newest(true, ALL)).attempts();
        assertThat(attempts).hasSize(64).startsWith(new AttemptPlace(2, 1, 0));
        assertThat(attempts).endsWith(new AttemptPlace(65, 32, 32));
    }

    @Test
    void forgetsTheWorkloadThatWasUsedLongestAgo() {
        LogShelf shelf = new LogShelf(new LogLimits(3, 2, 1 << 20, 1 << 20), "boot");

        shelf.append(A, false, List.of("a"));
        shelf.append(B, false, List.of("b"));
        shelf.read(A, newest(false, ALL));
        shelf.append(C, false, List.of("c"));

        assertThat(shelf.read(B, newest(false, ALL))).isEqualTo(LogLines.EMPTY);
        assertThat(shelf.read(A, newest(false, ALL)).stdout()).containsExactly("a");
        assertThat(shelf.workloads()).isEqualTo(2);
    }

    @Test
    void staysWithinItsBytes() {
        LogShelf shelf = new LogShelf(new LogLimits(100, 1000, 10_000, 1 << 20), "boot");

        for (int i = 0; i < 500; i++) {
            shelf.append(id(i), i % 2 == 0, List.of("x".repeat(100)));
        }

        assertThat(shelf.bytes()).isBetween(1L, 10_000L);
        assertThat(shelf.read(id(499), newest(true, ALL)).stdout()).hasSize(1);
    }

    @Test
    void cutsTheTailToCharacters() {
        LogShelf shelf = new LogShelf(new LogLimits(100, 10, 1 << 20, 1 << 20), "boot");

        shelf.append(A, false, List.of("aaaa", "bbbb", "cccc"));

        assertThat(shelf.read(A, newest(false, 15)).stdout()).containsExactly("bbbb", "cccc");
    }

    @Test
    void dropsAndCountsWhatComesTooFast() {
        List<Runnable> queued = new ArrayList<>();
        AtomicLong dropped = new AtomicLong();
        WorkloadLogs logs =
                new WorkloadLogs(
                        new LogLimits(100, 10, 1 << 20, 200),
                        "boot",
                        queued::add,
                        dropped::addAndGet);

        logs.append(A, false, List.of("1", "2"));
        logs.append(A, false, List.of("3", "4"));
        queued.forEach(Runnable::run);
        queued.clear();
        logs.append(A, false, List.of("5"));

        assertThat(dropped).hasValue(2);
        assertThat(queued).hasSize(1);
    }

    @Test
    void goesOnWhereAReaderWasAndTellsWhatIsGone() {
        LogShelf shelf = new LogShelf(new LogLimits(3, 10, 1 << 20, 1 << 20), "boot");
        shelf.append(A, false, List.of("0", "1"));
        LogPlace next = new LogPlace("boot-1", 2, 0);

        shelf.append(A, false, List.of("2"));
        assertThat(shelf.read(A, from(next))).isEqualTo(lines(next, "2"));

        shelf.append(A, false, List.of("3", "4", "5", "6"));
        assertThat(shelf.read(A, from(next)))
                .isEqualTo(lines(new LogPlace("boot-1", 4, 0), "4", "5", "6"));
        assertThat(shelf.read(A, from(new LogPlace("boot-1", 7, 0))))
                .isEqualTo(lines(new LogPlace("boot-1", 7, 0)));
    }

    @Test
    void beginsAnewForAReaderOfAnotherSeries() {
        LogShelf shelf = new LogShelf(new LogLimits(9, 10, 1 << 20, 1 << 20), "second");
        shelf.append(A, false, List.of("0", "1"));

        assertThat(shelf.read(A, from(new LogPlace("first-1", 500, 0))))
                .isEqualTo(lines(new LogPlace("second-1", 0, 0), "0", "1"));
    }

    @Test
    void showsReadersWhereLinesWereDropped() {
        List<LogLines> read = new ArrayList<>();
        WorkloadLogs logs =
                new WorkloadLogs(
                        new LogLimits(100, 10, 1 << 20, 1), "boot", Runnable::run, _ -> {});

        logs.append(A, false, List.of("1", "2"));
        logs.read(A, newest(true, ALL), read::add);

        assertThat(read.getFirst().stdout())
                .containsExactly("[2 lines lost: too much came at once]");
    }

    private static LogLines lines(LogPlace first, String... stdout) {
        return new LogLines(List.of(stdout), List.of(), first);
    }

    private static LogWish newest(boolean stderr, long maxBytes) {
        return new LogWish(ALL, stderr, null, maxBytes);
    }

    private static LogWish from(LogPlace place) {
        return new LogWish(ALL, true, place, ALL);
    }

    private static WorkloadId id(int number) {
        return new WorkloadId(new UUID(7, number));
    }
}
