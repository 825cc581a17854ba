package dev.clawgateway.cli.audit;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.audit.AuditLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What happened of a kind. */
@Command(
        name = "grep",
        description = {
            "Show the lines of the audit log that hold a text, or are of a kind.",
            "Of more than 10000 the first are shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway audit grep --who alice --operation workloads.",
            "  claw-gateway audit grep --result unauthenticated --since 2026-03-04T00:00:00Z",
            "  claw-gateway audit grep maintenance --output json"
        })
final class AuditGrepCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Mixin private final AuditPlace place = new AuditPlace();
    @Mixin private final AuditFilter filter = new AuditFilter();
    @Mixin private final OutputOption output = new OutputOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "<TEXT>",
            description = "What a line has to hold, as it stands in the file")
    private @Nullable String text;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        List<AuditLine> found = new ArrayList<>();
        try {
            for (Path file : place.files()) {
                AuditLine.read(file, line -> keep(line, found));
            }
        } catch (IOException e) {
            throw AuditPlace.unreadable(e);
        }
        AuditTable.print(found, Screen.of(spec.commandLine(), output.json(), new SystemTime()));
        return ExitCode.OK;
    }

    private void keep(AuditLine line, List<AuditLine> found) {
        if (found.size() < MOST
                && filter.wants(line)
                && (text == null || line.text().contains(text))) {
            found.add(line);
        }
    }
}
