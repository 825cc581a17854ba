package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.api.follow.OutputNews;
import java.io.PrintWriter;
import java.util.List;

/**
 * Prints what a workload prints, as it does: stdout to stdout, stderr to stderr. Says how many
 * lines are missing where some are: the gateway keeps a bounded number. Several may share a screen.
 */
public final class OutputPrinter {
    private final Screen screen;
    private final String prefix;

    /**
     * A printer.
     *
     * @param prefix before each line
     */
    public OutputPrinter(Screen screen, String prefix) {
        this.screen = screen;
        this.prefix = prefix;
    }

    /** Prints all that is told, to its end. */
    public void printAll(News<OutputNews> news) {
        for (OutputNews next = news.next(); next != null; next = news.next()) {
            print(next);
        }
    }

    /** The same, but no longer than somebody reads it. */
    void printWhileRead(News<OutputNews> news) {
        OutputNews next = news.next();
        while (next != null && !screen.out().checkError()) {
            print(next);
            next = news.next();
        }
    }

    private void print(OutputNews news) {
        switch (news) {
            case OutputNews.Printed(OutputPart lines) -> print(lines);
            case OutputNews.Missing(boolean stderr, long lines) ->
                    say(
                            "[%d lines of %s are missing here: more came than the gateway keeps]"
                                    .formatted(lines, stderr ? "stderr" : "stdout"));
            case OutputNews.BeganAnew _ ->
                    say("[lines may be missing: the gateway no longer has what came before]");
        }
    }

    private void say(String text) {
        screen.out().flush();
        screen.say(prefix + text);
    }

    private void print(OutputPart lines) {
        if (screen.json()) {
            screen.json(lines);
        } else {
            print(screen.out(), lines.stdout());
            print(screen.err(), lines.stderr());
        }
        screen.out().flush();
        screen.err().flush();
    }

    private void print(PrintWriter to, List<String> lines) {
        lines.forEach(line -> to.println(prefix + line));
    }
}
