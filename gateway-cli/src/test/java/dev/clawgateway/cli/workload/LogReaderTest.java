package dev.clawgateway.cli.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.cli.output.Palette;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.OutputPart.Position;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.core.time.SystemTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** What a follower makes of numbered lines. */
class LogReaderTest {
    private static final WorkloadId ID = new WorkloadId(new UUID(1, 1));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Answers answers = new Answers();

    @Test
    void goesOnBehindTheLastLine() {
        LogReader reader = reader(null);
        answers.give(at("s", 0), "a", "b").give(at("s", 2)).give(at("s", 2), "c").give(at("s", 3));

        reader.printNews();
        reader.printNews();

        assertThat(out.toString()).isEqualTo("a\nb\nc\n");
        assertThat(err.toString()).isEmpty();
        assertThat(answers.asked)
                .extracting(OutputPart.Query::from)
                .containsExactly(Position.START, at("s", 2), at("s", 2), at("s", 3));
    }

    @Test
    void saysHowManyLinesAreMissing() {
        LogReader reader = reader(null);
        answers.give(at("s", 20_000), "x").give(at("s", 20_001));

        reader.printNews();

        assertThat(out.toString()).isEqualTo("x\n");
        assertThat(err.toString()).contains("[20000 lines of stdout are missing here");
    }

    @Test
    void saysThatLinesMayBeMissingWhenNumbersBeginAgain() {
        LogReader reader = reader(null);
        answers.give(at("s", 0), "a", "b").give(at("s", 2));
        answers.give(at("t", 0), "c").give(at("t", 1));

        reader.printNews();
        reader.printNews();

        assertThat(out.toString()).isEqualTo("a\nb\nc\n");
        assertThat(err.toString()).contains("[lines may be missing");
    }

    @Test
    void beginsWithTheLastLinesWhenOnlyThoseAreWanted() {
        LogReader reader = reader(2L);
        answers.give(at("s", 8), "i", "j").give(at("s", 10), "k").give(at("s", 11));

        reader.printNews();

        assertThat(out.toString()).isEqualTo("i\nj\nk\n");
        assertThat(err.toString()).isEmpty();
        assertThat(answers.asked.getFirst().tail()).isEqualTo(2);
        assertThat(answers.asked.get(1))
                .isEqualTo(new OutputPart.Query(ID, null, true, at("s", 10)));
    }

    private LogReader reader(@Nullable Long tail) {
        Screen screen =
                new Screen(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        new Palette(Ansi.OFF),
                        false,
                        new SystemTime());
        return new LogReader(answers, screen, ID, "", true, tail);
    }

    private static Position at(String series, long line) {
        return new Position(series, line, 0);
    }

    /** Answers as they were laid out. */
    private static final class Answers implements LogReader.Source {
        private final Deque<OutputPart> next = new ArrayDeque<>();
        private final List<OutputPart.Query> asked = new ArrayList<>();

        Answers give(Position first, String... lines) {
            next.add(new OutputPart(ID, List.of(lines), List.of(), first));
            return this;
        }

        @Override
        public OutputPart read(OutputPart.Query query) {
            asked.add(query);
            return next.remove();
        }
    }
}
