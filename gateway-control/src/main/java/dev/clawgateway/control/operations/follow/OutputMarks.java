package dev.clawgateway.control.operations.follow;

import dev.clawgateway.control.output.AttemptPlace;
import dev.clawgateway.control.output.LogLines;
import dev.clawgateway.control.output.LogPlace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of both streams in an order: attempt by attempt, and of one attempt those to
 * stdout first. Remembers what its reader was told, so that it is told once.
 */
final class OutputMarks {
    private final OutputWish wish;
    private @Nullable LogPlace next;

    /** 0 before the first. */
    private int attempt;

    OutputMarks(OutputWish wish) {
        this.wish = wish;
        next = wish.from();
    }

    /** Where the next lines are; null for the newest. */
    @Nullable LogPlace next() {
        return next;
    }

    /** What the reader is told of lines from {@link #next} on. */
    List<OutputMark> of(LogLines lines) {
        List<OutputMark> marks = new ArrayList<>();
        LogPlace first = lines.first();
        LogPlace before = next;
        if (first.series() == null) {
            next = before == null ? first : before; // nothing is kept of it, or not yet
            return marks;
        }
        if (before != null) {
            if (before.series() != null && !first.series().equals(before.series())) {
                marks.add(new OutputMark.BeganAnew());
            } else {
                lost(marks, false, before.stdout(), first.stdout());
                lost(marks, true, before.stderr(), first.stderr());
            }
        }
        long stdout = first.stdout();
        long stderr = first.stderr();
        long stdoutEnd = stdout + lines.stdout().size();
        long stderrEnd = stderr + lines.stderr().size();
        List<AttemptPlace> attempts = lines.attempts();
        for (int i = 0; i <= attempts.size(); i++) {
            int number = i == 0 ? 0 : attempts.get(i - 1).attempt();
            boolean last = i == attempts.size();
            long stdoutUntil = last ? stdoutEnd : Math.min(stdoutEnd, attempts.get(i).stdout());
            long stderrUntil = last ? stderrEnd : Math.min(stderrEnd, attempts.get(i).stderr());
            if (stdoutUntil > stdout || stderrUntil > stderr) {
                begin(marks, number);
            }
            for (; stdout < stdoutUntil; stdout++) {
                String text = lines.stdout().get((int) (stdout - first.stdout()));
                line(
                        marks,
                        wish.stdout(),
                        new OutputMark.Line(
                                false,
                                stdout,
                                number,
                                text,
                                new LogPlace(first.series(), stdout + 1, stderr)));
            }
            for (; stderr < stderrUntil; stderr++) {
                String text = lines.stderr().get((int) (stderr - first.stderr()));
                line(
                        marks,
                        wish.stderr(),
                        new OutputMark.Line(
                                true,
                                stderr,
                                number,
                                text,
                                new LogPlace(first.series(), stdout, stderr + 1)));
            }
        }
        next = new LogPlace(first.series(), stdoutEnd, stderrEnd);
        return marks;
    }

    private void begin(List<OutputMark> marks, int number) {
        if (number > attempt && wanted(number)) {
            attempt = number;
            marks.add(new OutputMark.Begins(number));
        }
    }

    private boolean wanted(int number) {
        return wish.attempt() == null || wish.attempt() == number;
    }

    private void line(List<OutputMark> marks, boolean streamWanted, OutputMark.Line line) {
        if (streamWanted && wanted(line.attempt())) {
            marks.add(line);
        }
    }

    private void lost(List<OutputMark> marks, boolean stderr, long expected, long first) {
        if (first > expected && (stderr ? wish.stderr() : wish.stdout())) {
            marks.add(new OutputMark.Lost(stderr, expected, first - 1));
        }
    }
}
