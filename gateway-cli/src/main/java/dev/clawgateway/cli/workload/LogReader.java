package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.core.WorkloadId;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a workload has printed since the last look: stdout to stdout, stderr to stderr. Says
 * how many lines are missing where some are: the gateway keeps a bounded number.
 */
public final class LogReader {
    /** Where lines come from. */
    @FunctionalInterface
    public interface Source {
        OutputPart read(OutputPart.Query query);
    }

    private final Source source;
    private final Screen screen;
    private final WorkloadId id;
    private final String prefix;
    private final boolean withStderr;
    private @Nullable Long tail;
    private OutputPart.Position next = OutputPart.Position.START;

    // For a gateway that numbers no lines.
    private final NewLines unnumberedStdout = new NewLines();
    private final NewLines unnumberedStderr = new NewLines();

    /**
     * A reader from the start on.
     *
     * @param prefix before each line
     * @param tail begin with so many of the last lines; null for all that are kept
     */
    public LogReader(
            Source source,
            Screen screen,
            WorkloadId id,
            String prefix,
            boolean withStderr,
            @Nullable Long tail) {
        this.source = source;
        this.screen = screen;
        this.id = id;
        this.prefix = prefix;
        this.withStderr = withStderr;
        this.tail = tail;
    }

    /** Prints all that is new; whether there was anything. */
    public boolean printNews() {
        boolean any = false;
        while (printPart()) {
            any = true;
        }
        return any;
    }

    private boolean printPart() {
        boolean newest = tail != null && next.series() == null;
        OutputPart logs =
                source.read(
                        newest
                                ? new OutputPart.Query(id, tail, withStderr, null)
                                : new OutputPart.Query(id, null, withStderr, next));
        OutputPart.Position first = logs.first();
        OutputPart news = first == null ? unnumbered(logs) : logs;
        if (first != null) {
            sayWhatIsMissing(first, newest);
            next =
                    new OutputPart.Position(
                            first.series(),
                            first.stdout() + logs.stdout().size(),
                            first.stderr() + logs.stderr().size());
        }
        print(news);
        return !news.isEmpty();
    }

    private OutputPart unnumbered(OutputPart all) {
        return new OutputPart(
                id, unnumberedStdout.news(all.stdout()), unnumberedStderr.news(all.stderr()), null);
    }

    private void sayWhatIsMissing(OutputPart.Position first, boolean newest) {
        String series = next.series();
        if (series != null && !series.equals(first.series())) {
            screen.say(
                    prefix + "[lines may be missing: the gateway no longer has what came before]");
            next = OutputPart.Position.START;
        }
        if (!newest) {
            say(first.stdout() - next.stdout(), "stdout");
            say(first.stderr() - next.stderr(), "stderr");
        }
    }

    private void say(long missing, String stream) {
        if (missing > 0) {
            screen.out().flush();
            screen.say(
                    "%s[%d lines of %s are missing here: more came than the gateway keeps]"
                            .formatted(prefix, missing, stream));
        }
    }

    private void print(OutputPart news) {
        if (screen.json()) {
            if (!news.isEmpty()) {
                screen.json(news);
            }
        } else {
            print(screen.out(), news.stdout());
            print(screen.err(), news.stderr());
        }
        screen.out().flush();
        screen.err().flush();
    }

    private void print(PrintWriter to, List<String> lines) {
        lines.forEach(line -> to.println(prefix + line));
    }
}
