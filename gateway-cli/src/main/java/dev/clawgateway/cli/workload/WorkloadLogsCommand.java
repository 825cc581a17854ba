package dev.clawgateway.cli.workload;

import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.command.Numbers;
import dev.clawgateway.cli.gateway.GatewayCommand;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.client.api.GatewayApi;
import dev.clawgateway.client.api.OutputPart;
import dev.clawgateway.client.api.follow.Following;
import dev.clawgateway.client.api.follow.News;
import dev.clawgateway.client.api.follow.OutputNews;
import dev.clawgateway.core.WorkloadId;
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
            "  claw-gateway workload logs -f --tail 20 c2a4e6f8",
            "  claw-gateway workload logs --tail 20 --no-stderr c2a4e6f8"
        })
final class WorkloadLogsCommand extends GatewayCommand {
    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the workload ends")
    private boolean follow;

    @Option(
            names = {"-t", "--tail"},
            paramLabel = "<LINES>",
            converter = Numbers.FromZero.class,
            description = "Only the last lines of each stream [default: all that is kept]")
    private @Nullable Integer tail;

    @Option(names = "--no-stderr", description = "Leave stderr out")
    private boolean withoutStderr;

    @Parameters(paramLabel = "<WORKLOAD>", description = "Id, the start of an id, or a name")
    private String workload;

    @Override
    protected int run(GatewayApi gateway, Screen screen) {
        WorkloadId id = Lookup.workload(gateway, workload);
        if (follow) {
            try (Following following = following(screen);
                    News<OutputNews> news = following.output(id, !withoutStderr, lines())) {
                new OutputPrinter(screen, "").printWhileRead(news);
            }
            return ExitCode.OK;
        }
        OutputPart logs =
                gateway.workloads().output(new OutputPart.Query(id, lines(), !withoutStderr, null));
        if (screen.json()) {
            screen.json(logs);
        } else {
            logs.stdout().forEach(screen.out()::println);
            logs.stderr().forEach(screen.err()::println);
        }
        return ExitCode.OK;
    }

    private @Nullable Long lines() {
        return tail == null ? null : tail.longValue();
    }
}
