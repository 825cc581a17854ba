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
        } else if (before != null) {
            tellGap(marks, before, first);
        }
        Telling telling = new Telling(lines, marks);
        int number = 0;
        for (AttemptPlace begins : lines.attempts()) {
            telling.until(number, begins.stdout(), begins.stderr());
            number = begins.attempt();
        }
        telling.until(number, Long.MAX_VALUE, Long.MAX_VALUE);
        next = telling.place();
        return marks;
    }

    private void tellGap(List<OutputMark> marks, LogPlace expected, LogPlace first) {
        if (expected.series() != null && !expected.series().equals(first.series())) {
            marks.add(new OutputMark.BeganAnew());
        } else {
            lost(marks, false, expected.stdout(), first.stdout());
            lost(marks, true, expected.stderr(), first.stderr());
        }
    }

    /** Lines, and how far they are told. */
    private final class Telling {
        private final LogLines lines;
        private final List<OutputMark> marks;
        private long stdout;
        private long stderr;

        Telling(LogLines lines, List<OutputMark> marks) {
            this.lines = lines;
            this.marks = marks;
            stdout = lines.first().stdout();
            stderr = lines.first().stderr();
        }

        LogPlace place() {
            return new LogPlace(lines.first().series(), stdout, stderr);
        }

        /** Those of one attempt, which end before these numbers. */
        void until(int number, long stdoutEnd, long stderrEnd) {
            LogPlace first = lines.first();
            long out = Math.min(stdoutEnd, first.stdout() + lines.stdout().size());
            long err = Math.min(stderrEnd, first.stderr() + lines.stderr().size());
            if (out > stdout || err > stderr) {
                begin(marks, number);
            }
            while (stdout < out) {
                long at = stdout++;
                String text = lines.stdout().get((int) (at - first.stdout()));
                tell(wish.stdout(), new OutputMark.Line(false, at, number, text, place()));
            }
            while (stderr < err) {
                long at = stderr++;
                String text = lines.stderr().get((int) (at - first.stderr()));
                tell(wish.stderr(), new OutputMark.Line(true, at, number, text, place()));
            }
        }

        private void tell(boolean streamWanted, OutputMark.Line line) {
            if (streamWanted && wanted(line.attempt())) {
                marks.add(line);
            }
        }
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

    private void lost(List<OutputMark> marks, boolean stderr, long expected, long first) {
        if (first > expected && (stderr ? wish.stderr() : wish.stdout())) {
            marks.add(new OutputMark.Lost(stderr, expected, first - 1));
        }
    }
}
