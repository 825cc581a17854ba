package dev.clawgateway.cli.access;

import dev.clawgateway.cli.command.CommandException;
import dev.clawgateway.cli.command.ExitCode;
import dev.clawgateway.cli.gateway.Connect;
import dev.clawgateway.cli.gateway.Lookup;
import dev.clawgateway.cli.output.Display;
import dev.clawgateway.cli.output.Screen;
import dev.clawgateway.cli.output.Table;
import dev.clawgateway.client.access.AccessClient;
import dev.clawgateway.client.access.AccessException;
import dev.clawgateway.client.access.AccessQuestion;
import dev.clawgateway.client.access.AccessVerdict;
import dev.clawgateway.client.access.WithJson;
import dev.clawgateway.client.api.GatewayApi;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether one may. */
@Command(
        name = "can-i",
        sortOptions = false,
        description = {
            "Say whether you may do something, without doing it; --list says it of everything.",
            "An operation is called as in the manual's table (docs/security.md), such as workloads.stop."
                    + " Without more, the question is whether you may anywhere, with what is your own."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:yes; of --list: always",
            "1:no; also when the gateway could not be asked, which is said on stderr",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  claw-gateway can-i workloads.submit --virtual-cluster research",
            "  claw-gateway can-i workloads.stop --workload train",
            "  claw-gateway can-i nodes.drain --node gpu-1 --quiet",
            "  claw-gateway can-i --list"
        })
public final class CanICommand extends CredentialCommand {
    @Parameters(arity = "0..1", paramLabel = "<OPERATION>", description = "Such as nodes.drain")
    private @Nullable String operation;

    @Option(names = "--list", description = "Everything there is to do")
    private boolean list;

    @Option(
            names = "--virtual-cluster",
            paramLabel = "<NAME>",
            description = "In this virtual cluster [default: anywhere]")
    private @Nullable String virtualCluster;

    @Option(
            names = {"-n", "--node"},
            paramLabel = "<NODE>",
            description = "On this node: its name, its id or the start of that")
    private @Nullable String node;

    @Option(
            names = "--workload",
            paramLabel = "<WORKLOAD>",
            description = "With this workload: its name, its id or the start of that")
    private @Nullable String workload;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing; the exit code is the answer")
    private boolean quiet;

    @Override
    int run(AccessClient client, Screen screen) throws AccessException, InterruptedException {
        int places =
                (virtualCluster == null ? 0 : 1)
                        + (node == null ? 0 : 1)
                        + (workload == null ? 0 : 1);
        if (list == (operation != null)) {
            throw CommandException.usage("what? Give an <OPERATION>, or --list");
        } else if (places > 1 || (list && places > 0 && virtualCluster == null)) {
            throw CommandException.usage(
                    "give one of --virtual-cluster, --node and --workload; with --list only the"
                            + " first");
        }
        if (operation == null) {
            print(client.whatCanI(virtualCluster), screen);
            return ExitCode.OK;
        }
        WithJson<AccessVerdict> answer = client.canI(question(operation));
        AccessVerdict verdict = answer.value();
        if (!quiet) {
            screen.out().println(screen.json() ? answer.json() : text(verdict));
        }
        return verdict.allowed() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private AccessQuestion question(String wanted) {
        if (node == null && workload == null) {
            return new AccessQuestion(wanted, virtualCluster, null, null);
        }
        try (GatewayApi gateway = Connect.to(connection())) {
            return new AccessQuestion(
                    wanted,
                    null,
                    node == null ? null : Lookup.node(gateway, node),
                    workload == null ? null : Lookup.workload(gateway, workload));
        }
    }

    private static String text(AccessVerdict verdict) {
        String reason = verdict.reason();
        if (reason == null) {
            return "yes";
        }
        return (verdict.allowed() ? "yes, but not all: " : "no: ") + Display.printable(reason);
    }

    private static void print(WithJson<Map<String, AccessVerdict>> all, Screen screen) {
        if (screen.json()) {
            screen.out().println(all.json());
            return;
        }
        Table table = screen.table().column("OPERATION").column("MAY I").textColumn("WHY NOT");
        all.value()
                .forEach((name, verdict) -> {
                    String reason = verdict.reason();
                    table.row(
                            Display.printable(name),
                            verdict.allowed() ? reason == null ? "yes" : "own" : "no",
                            reason == null ? "" : Display.printable(reason));
                });
        table.print(screen.out());
    }
}
