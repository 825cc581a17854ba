package dev.clawgateway.cli.audit;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.output.OutputOption;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.core.record.AuditMark;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.audit.AuditCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whether the log is as it was written. */
@Command(
        name = "verify",
        description = {
            "Say whether the audit log holds all that was written to it, as it was written.",
            "Lines that were removed, changed or swapped show by the hash that each line holds of the"
                    + " one before; a tail that was cut shows by what the gateway's store notes. The"
                    + " gateway may run meanwhile."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is whole", "1:it is not, or cannot be read"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway audit verify --config /etc/claw-gateway/gateway.toml",
            "  claw-gateway audit verify --dir /mnt/copy/audit",
            "  claw-gateway audit verify --file /var/log/audit.log.1 --output json"
        })
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin private final AuditPlace place = new AuditPlace();
    @Mixin private final OutputOption output = new OutputOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec.commandLine(), output.json(), new SystemTime());
        // Looked up first: what is written meanwhile comes after it.
        AuditMark noted = place.noted();
        AuditMark known = noted == null ? AuditMark.NONE : noted;
        AuditCheck.Result result;
        try {
            result = AuditCheck.of(place.files(), known, screen::say);
        } catch (IOException e) {
            throw AuditPlace.unreadable(e);
        }
        print(result, noted, screen);
        return result.findings() == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static void print(AuditCheck.Result result, @Nullable AuditMark noted, Screen screen) {
        PrintWriter out = screen.out();
        if (screen.json()) {
            out.printf(
                    "{\"whole\":%b,\"lines\":%d,\"first\":%d,\"last\":%d,\"findings\":%d,"
                            + "\"noted\":%s,\"ended\":%b}%n",
                    result.findings() == 0,
                    result.lines(),
                    result.first(),
                    result.last(),
                    result.findings(),
                    noted == null ? "null" : Long.toString(noted.number()),
                    result.ended());
            return;
        }
        out.printf("Lines     %d, from %d to %d%n", result.lines(), result.first(), result.last());
        out.printf("Noted     %s%n", words(noted));
        out.printf("End       %s%n", end(result));
        out.printf(
                "Whole     %s%n",
                result.findings() == 0 ? "yes" : "NO, " + result.findings() + " findings");
    }

    private static String words(@Nullable AuditMark noted) {
        if (noted == null) {
            return "the store was not asked: a tail that was cut would not show";
        }
        return noted.number() == 0
                ? "nothing by the store: a tail that was cut would not show"
                : "line " + noted.number() + " by the store";
    }

    private static String end(AuditCheck.Result result) {
        return result.ended()
                ? "the gateway's own: nothing can be missing behind it"
                : "open: the gateway runs, or did not end well; then the lines of its last two"
                        + " seconds may be missing";
    }
}
