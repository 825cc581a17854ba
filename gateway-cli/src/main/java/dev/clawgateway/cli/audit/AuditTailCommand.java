package dev.clawgateway.cli.audit;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.audit.AuditLine;
import java.io.IOException;
import java.nio.file.Path;
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
        description = "Show the last lines of the audit log.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway audit tail --config /etc/claw-gateway/gateway.toml",
            "  claw-gateway audit tail --lines 100 --result denied",
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

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Deque<AuditLine> last = new ArrayDeque<>();
        List<Path> files = place.files();
        try {
            // The newest first, until there are enough.
            for (int file = files.size() - 1; file >= 0 && last.size() < lines; file--) {
                Deque<AuditLine> here = new ArrayDeque<>();
                int wanted = lines - last.size();
                AuditLine.read(files.get(file), line -> keep(line, here, wanted));
                here.descendingIterator().forEachRemaining(last::addFirst);
            }
        } catch (IOException e) {
            throw AuditPlace.unreadable(e);
        }
        AuditTable.print(last, Screen.of(spec.commandLine(), output.json(), new SystemTime()));
        return ExitCode.OK;
    }

    private void keep(AuditLine line, Deque<AuditLine> here, int wanted) {
        if (filter.wants(line)) {
            here.addLast(line);
            if (here.size() > wanted) {
                here.removeFirst();
            }
        }
    }
}
