package dev.clawgateway.cli.audit;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.audit.AuditLine;
import dev.clawgateway.server.audit.GrowingLog;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What happened last. */
@Command(
        name = "tail",
        description = {
            "Show the last lines of the audit log.",
            "With --follow it goes on, over every file that the gateway begins, until it is"
                    + " interrupted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway audit tail --config /etc/claw-gateway/gateway.toml",
            "  claw-gateway audit tail --lines 100 --result denied",
            "  claw-gateway audit tail --follow --who alice",
            "  claw-gateway audit tail --output json"
        })
final class AuditTailCommand implements Callable<Integer> {
    @Mixin private final AuditPlace place = new AuditPlace();
    @Mixin private final AuditFilter filter = new AuditFilter();
    @Mixin private final OutputOption output = new OutputOption();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "<N>",
            defaultValue = "10",
            description = "So many [default: ${DEFAULT-VALUE}]")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added")
    private boolean follow;

    @Spec private CommandSpec spec;

    /** Of all that were read, wanted or not. */
    private long newest;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        AuditTable.print(last(), screen);
        if (follow) {
            follow(screen);
        }
        return ExitCode.OK;
    }

    private Deque<AuditLine> last() {
        Deque<AuditLine> last = new ArrayDeque<>();
        List<Path> files = place.files();
        try {
            // The newest first, until there are enough.
            for (int file = files.size() - 1;
                    file >= 0 && (newest == 0 || last.size() < lines);
                    file--) {
                Deque<AuditLine> here = new ArrayDeque<>();
                int wanted = lines - last.size();
                AuditLine.read(files.get(file), line -> keep(line, here, wanted));
                here.descendingIterator().forEachRemaining(last::addFirst);
            }
        } catch (IOException e) {
            throw AuditPlace.unreadable(e);
        }
        return last;
    }

    /** Until nobody reads it any more. */
    private void follow(Screen screen) throws InterruptedException {
        try (WatchService watch = FileSystems.getDefault().newWatchService();
                GrowingLog log = new GrowingLog(place.folder(), newest)) {
            var _ =
                    place.folder()
                            .register(
                                    watch,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY);
            while (!screen.out().checkError()) {
                for (AuditLine line : log.more()) {
                    if (filter.wants(line)) {
                        AuditTable.printOne(line, screen);
                    }
                }
                WatchKey changed = watch.take();
                changed.pollEvents().clear();
                changed.reset();
            }
        } catch (IOException e) {
            throw AuditPlace.unreadable(e);
        }
    }

    private void keep(AuditLine line, Deque<AuditLine> here, int wanted) {
        newest = Math.max(newest, line.number());
        if (filter.wants(line)) {
            here.addLast(line);
            if (here.size() > wanted) {
                here.removeFirst();
            }
        }
    }
}
