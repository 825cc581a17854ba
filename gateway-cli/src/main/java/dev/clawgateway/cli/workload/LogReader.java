package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.gateway.Gateway;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.operator.CliReply.Logs;
import dev.clawgateway.protocol.claw.operator.CliRequest.GetLogs;
import dev.clawgateway.protocol.claw.operator.LogPosition;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a workload has printed since the last look: stdout to stdout, stderr to stderr. Says
 * how many lines are missing where some are: the gateway keeps a bounded number.
 */
public final class LogReader {
    private final Gateway gateway;
    private final Screen screen;
    private final WorkloadId id;
    private final String prefix;
    private final boolean withStderr;
    private @Nullable Long tail;
    private LogPosition next = LogPosition.START;

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
            Gateway gateway,
            Screen screen,
            WorkloadId id,
            String prefix,
            boolean withStderr,
            @Nullable Long tail) {
        this.gateway = gateway;
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
        GetLogs request =
                newest
                        ? new GetLogs(id, tail, withStderr)
                        : new GetLogs(id, null, withStderr, next);
        Logs logs = gateway.ask(request, Logs.class);
        LogPosition first = logs.first();
        Logs news = first == null ? unnumbered(logs) : logs;
        if (first != null) {
            sayWhatIsMissing(first, newest);
            next =
                    new LogPosition(
                            first.series(),
                            first.stdout() + logs.stdoutLines().size(),
                            first.stderr() + logs.stderrLines().size());
        }
        print(news);
        return !news.stdoutLines().isEmpty() || !news.stderrLines().isEmpty();
    }

    private Logs unnumbered(Logs all) {
        return new Logs(
                id,
                unnumberedStdout.news(all.stdoutLines()),
                unnumberedStderr.news(all.stderrLines()),
                null);
    }

    private void sayWhatIsMissing(LogPosition first, boolean newest) {
        String series = next.series();
        if (series != null && !series.equals(first.series())) {
            screen.say(
                    prefix + "[lines may be missing: the gateway no longer has what came before]");
            next = LogPosition.START;
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

    private void print(Logs news) {
        if (screen.json()) {
            if (!news.stdoutLines().isEmpty() || !news.stderrLines().isEmpty()) {
                screen.json(news);
            }
        } else {
            print(screen.out(), news.stdoutLines());
            print(screen.err(), news.stderrLines());
        }
        screen.out().flush();
        screen.err().flush();
    }

    private void print(PrintWriter to, List<String> lines) {
        lines.forEach(line -> to.println(prefix + line));
    }
}
