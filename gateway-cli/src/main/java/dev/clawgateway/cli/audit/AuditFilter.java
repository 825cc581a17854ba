package dev.clawgateway.cli.audit;

import dev.clawgateway.cli.command.TimeConverter;
import dev.clawgateway.server.audit.AuditLine;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which lines are wanted. */
final class AuditFilter {
    @Option(names = "--who", paramLabel = "<NAME>", description = "Who it was, or from where")
    private @Nullable String who;

    @Option(
            names = "--operation",
            paramLabel = "<NAME>",
            description = "What was done, such as workloads.stop, or the start of it: workloads.")
    private @Nullable String operation;

    @Option(
            names = "--about",
            paramLabel = "<ID>",
            description = "What it was about, or the start of its id")
    private @Nullable String about;

    @Option(
            names = "--result",
            paramLabel = "<WORD>",
            description = "What came of it: done, sent, unknown, refused, denied, unauthenticated")
    private @Nullable String result;

    @Option(
            names = "--since",
            paramLabel = "<TIME>",
            converter = TimeConverter.class,
            description = "From then on, such as 2026-03-05T00:00:00Z")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "<TIME>",
            converter = TimeConverter.class,
            description = "Before then")
    private @Nullable Instant until;

    boolean wants(AuditLine line) {
        return (who == null || line.said("who").equals(who) || line.said("address").equals(who))
                && (operation == null || line.said("operation").startsWith(operation))
                && (about == null || line.said("id").startsWith(about))
                && (result == null || line.said("result").equals(result.toLowerCase(Locale.ROOT)))
                && inTime(line.time());
    }

    private boolean inTime(@Nullable Instant time) {
        if (since == null && until == null) {
            return true;
        }
        return time != null
                && (since == null || !time.isBefore(since))
                && (until == null || time.isBefore(until));
    }
}
