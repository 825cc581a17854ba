package dev.clawgateway.control.operations.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.control.PublishedFleet;
import dev.clawgateway.control.output.LogLimits;
import dev.clawgateway.control.output.LogPlace;
import dev.clawgateway.control.output.WorkloadLogs;
import dev.clawgateway.core.NodeId;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.cluster.Command;
import dev.clawgateway.core.workload.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowedOutputTest {
    private static final LogPlace START = new LogPlace(null, 0, 0);

    private final PublishedFleet fleet = new PublishedFleet();
    private WorkloadLogs logs = logs("boot");
    private int woken;

    private static WorkloadLogs logs(String boot) {
        return new WorkloadLogs(
                new LogLimits(5, 10, 1 << 20, 1 << 20), boot, Runnable::run, _ -> {});
    }

    @Test
    void goesOnWithWhatIsPrintedUntilTheWorkloadHasEnded() {
        WorkloadId job = running();
        FollowedOutput reader = follow(job, all(null, 10));
        assertThat(read(reader).marks()).isEmpty();

        logs.append(job, 1, false, List.of("one"));
        assertThat(woken).isEqualTo(1);
        assertThat(texts(read(reader))).containsExactly("attempt 1", "out 0 one");
        logs.append(job, 1, true, List.of("oops"));
        ends(job);
        PrintedPart last = read(reader);

        assertThat(texts(last)).containsExactly("err 0 oops");
        assertThat(last.over()).isFalse();
        PrintedPart over = read(reader);
        assertThat(over.marks()).isEmpty();
        assertThat(over.over()).isTrue();
    }

    @Test
    void isWokenWhenTheWorkloadEndsWithoutAWord() {
        WorkloadId job = running();
        FollowedOutput reader = follow(job, all(null, 10));
        assertThat(read(reader).over()).isFalse();

        ends(job);

        assertThat(woken).isPositive();
        assertThat(read(reader).over()).isTrue();
    }

    @Test
    void tellsWhereAnotherAttemptBegins() {
        WorkloadId job = running();
        logs.append(job, 1, false, List.of("a", "b"));
        logs.append(job, 2, true, List.of("x"));
        logs.append(job, 2, false, List.of("c"));

        assertThat(texts(read(follow(job, all(START, 10)))))
                .containsExactly(
                        "attempt 1", "out 0 a", "out 1 b", "attempt 2", "out 2 c", "err 0 x");
        OutputWish second = new OutputWish(true, true, 2, START, 10);
        assertThat(texts(read(follow(job, second))))
                .containsExactly("attempt 2", "out 2 c", "err 0 x");
    }

    @Test
    void tellsWhichLinesAreLost() {
        WorkloadId job = running();
        logs.append(job, 1, false, numbers(0, 3));
        FollowedOutput reader = follow(job, all(START, 10));
        assertThat(texts(read(reader))).hasSize(4);

        logs.append(job, 1, false, numbers(3, 12));

        assertThat(texts(read(reader)))
                .containsExactly(
                        "lost out 3 to 6",
                        "out 7 7",
                        "out 8 8",
                        "out 9 9",
                        "out 10 10",
                        "out 11 11");
    }

    @Test
    void tellsThatNumbersAreOfAnotherHistory() {
        WorkloadId job = running();
        logs.append(job, 1, false, numbers(0, 3));
        LogPlace known = read(follow(job, all(START, 10))).next();
        logs = logs("another boot");
        FollowedOutput reader = follow(job, all(known, 10));
        assertThat(read(reader).marks()).isEmpty();

        logs.append(job, 1, false, numbers(3, 4));

        assertThat(texts(read(reader))).containsExactly("began anew", "attempt 1", "out 0 3");
    }

    @Test
    void goesOnBehindEachLine() {
        WorkloadId job = running();
        logs.append(job, 1, false, List.of("a", "b"));
        logs.append(job, 1, true, List.of("x", "y"));
        List<OutputMark> marks = read(follow(job, all(START, 10))).marks();

        for (int i = 1; i < marks.size(); i++) {
            LogPlace behind = ((OutputMark.Line) marks.get(i)).next();
            List<String> rest = texts(read(follow(job, all(behind, 10))));
            assertThat(rest.subList(rest.isEmpty() ? 0 : 1, rest.size()))
                    .isEqualTo(texts(marks.subList(i + 1, marks.size())));
        }
    }

    @Test
    void hasTheNewestLinesOfOneStream() {
        WorkloadId job = running();
        logs.append(job, 0, false, List.of("a", "b", "c"));
        logs.append(job, 0, true, List.of("x"));

        assertThat(texts(read(follow(job, new OutputWish(true, false, null, null, 2)))))
                .containsExactly("out 1 b", "out 2 c");
    }

    private static OutputWish all(@Nullable LogPlace from, long tail) {
        return new OutputWish(true, true, null, from, tail);
    }

    private FollowedOutput follow(WorkloadId job, OutputWish wish) {
        return new FollowedOutput(
                job,
                wish,
                new FollowedOutput.Sources(logs, fleet.view.changes().workloads(), fleet.view),
                () -> woken++);
    }

    private static PrintedPart read(FollowedOutput reader) {
        List<PrintedPart> parts = new ArrayList<>();
        reader.read(parts::add);
        assertThat(parts).hasSize(1);
        return parts.getFirst();
    }

    private static List<String> numbers(int from, int until) {
        return IntStream.range(from, until).mapToObj(Integer::toString).toList();
    }

    private static List<String> texts(PrintedPart part) {
        return texts(part.marks());
    }

    private static List<String> texts(List<OutputMark> marks) {
        return marks.stream().map(FollowedOutputTest::text).toList();
    }

    private static String text(OutputMark mark) {
        return switch (mark) {
            case OutputMark.Line line ->
                    stream(line.stderr()) + " " + line.number() + " " + line.text();
            case OutputMark.Begins(int attempt) -> "attempt " + attempt;
            case OutputMark.Lost(boolean stderr, long from, long to) ->
                    "lost " + stream(stderr) + " " + from + " to " + to;
            case OutputMark.BeganAnew _ -> "began anew";
        };
    }

    private static String stream(boolean stderr) {
        return stderr ? "err" : "out";
    }

    private WorkloadId running() {
        fleet.node(1, 1, "A100");
        WorkloadId job = fleet.submit(1, 1);
        fleet.runs(job, 1);
        return job;
    }

    private void ends(WorkloadId job) {
        fleet.tell(
                new Command.ReportWorkload(
                        new NodeId(new UUID(1, 1)),
                        PublishedFleet.session(1),
                        job,
                        WorkloadState.COMPLETED,
                        null,
                        null,
                        null));
    }
}
