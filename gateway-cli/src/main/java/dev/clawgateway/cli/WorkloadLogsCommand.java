package dev.clawgateway.cli;

import dev.clawgateway.core.WorkloadId;
import dev.clawgateway.protocol.claw.CliReply.Logs;
import dev.clawgateway.protocol.claw.CliReply.Workload;
import dev.clawgateway.protocol.claw.CliRequest.GetLogs;
import dev.clawgateway.protocol.claw.CliRequest.GetWorkload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a workload printed. */
@Command(
        name = "logs",
        description = "Print a workload's output: its stdout to stdout, its stderr to stderr.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway workload logs c2a4e6f8",
            "  claw-gateway workload logs --follow c2a4e6f8",
            "  claw-gateway workload logs --tail 20 --no-stderr c2a4e6f8"
        })
final class WorkloadLogsCommand extends GatewayCommand {
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the workload ends")
    private boolean follow;

    @Option(
            names = {"-t", "--tail"},
            paramLabel = "<LINES>",
            description = "Only the last lines of each stream [default: all that is kept]")
    private @Nullable Long tail;

    @Option(names = "--no-stderr", description = "Leave stderr out")
    private boolean withoutStderr;

    @Parameters(paramLabel = "<WORKLOAD>", description = "Id, the start of an id, or a name")
    private String workload;

    @Override
    int run(Gateway gateway, Screen screen) throws InterruptedException {
        WorkloadId id = Lookup.workload(gateway, workload);
        if (follow) {
            follow(gateway, screen, id);
            return ExitCode.OK;
        }
        Logs logs = gateway.ask(new GetLogs(id, tail, !withoutStderr), Logs.class);
        if (screen.json()) {
            screen.json(logs);
        } else {
            logs.stdoutLines().forEach(screen.out()::println);
            logs.stderrLines().forEach(screen.err()::println);
        }
        return ExitCode.OK;
    }

    private void follow(Gateway gateway, Screen screen, WorkloadId id) throws InterruptedException {
        if (screen.json() || tail != null || withoutStderr) {
            throw CommandException.usage(
                    "--follow prints everything as it comes: leave out --tail, --no-stderr and"
                            + " --output json");
        }
        LogReader logs = new LogReader(gateway, screen, id);
        while (true) {
            boolean ended =
                    gateway.ask(new GetWorkload(id), Workload.class).workload().state().isFinal();
            logs.printNews();
            if (ended) {
                return;
            }
            Thread.sleep(PAUSE);
        }
    }
}
